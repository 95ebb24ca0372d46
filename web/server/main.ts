import { runService } from '@canario/service-kit/run-service';
import { web } from './service.ts';

await runService(web, undefined);
