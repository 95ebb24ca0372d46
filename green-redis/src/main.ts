import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { greenRedis } from './service.ts';

await runService(greenRedis, ownStores);
