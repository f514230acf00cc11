/** Shown in the API's description and in every backup; a release sets it in package.json as well. */
export const VERSION = '0.1.0';
