/** The product's API, which tells its parent when it serves. */
import { runApi } from '../../server/processes/api.ts';

await runApi(process.env, (url, firstKey) => process.send?.({ url, firstKey }));
process.exit();
