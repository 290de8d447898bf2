/** The pages that are made of the registry. */
export { withEquivalents } from './equivalents.ts';
export { layersPage } from './layers-page.ts';
export { withOverview } from './overview.ts';
