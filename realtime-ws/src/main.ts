import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { realtimeWs } from './service.ts';

await runService(realtimeWs, ownStores);
