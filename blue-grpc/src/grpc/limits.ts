/**
 * Most bytes in one message: MAX_ARRAY vaccinations whose texts are all of the longest kind (200 characters of
 * four bytes, three times) make 1.3 MB.
 */
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;
