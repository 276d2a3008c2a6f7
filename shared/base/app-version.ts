/** The version of this app, as package.json says; a test holds them together. */
export const APP_VERSION = '0.2.0';
