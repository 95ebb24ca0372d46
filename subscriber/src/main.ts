import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { subscriber } from './service.ts';

await runService(subscriber, ownStores);
