import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { dummySplitter } from './service.ts';

await runService(dummySplitter, ownStores);
