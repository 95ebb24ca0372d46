import page from '../web/vite.config.ts';

/** Where the page's build leaves word of the packages in it, from the page's folder. */
const LICENSES = '.vite/license.json';

/** The page as everywhere, and the licences of what is in it. */
// biome-ignore lint/style/noDefaultExport: so vite takes it
export default { ...page, build: { ...page.build, license: { fileName: LICENSES } } };
