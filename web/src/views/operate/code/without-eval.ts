import { config } from 'zod';

// schemas compile themselves where they may: the page's policy forbids it, and to ask would already be a breach of it
config({ jitless: true });
