/** How many days the hub knows a sign-in from the moment at which it was last renewed. */
export const SIGN_IN_DAYS = 60;
