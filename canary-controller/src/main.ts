import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { canaryController } from './service.ts';

await runService(canaryController, ownStores);
