import { runService } from '@canario/service-kit/run-service';
import { ownStores } from '@canario/stores/provider';
import { blueGrpc } from './service.ts';

await runService(blueGrpc, ownStores);
