/** `node e2e/node/make-images.ts`: the images alone, where the cluster is out of reach of what they are made of. */
import { imageTools, makeImages } from './images.ts';

await makeImages(await imageTools(process.env), (line) => void process.stdout.write(`${line}\n`));
