/** What somebody says of themselves at a laptop's door. */

/** Somebody at the sign-in screen. */
export interface SignIn {
  readonly hubUrl: string;
  readonly email: string;
  readonly password: string;
  readonly deviceName?: string;
}
/** What somebody who is known here proves themselves with. */
export interface Proof {
  readonly pin?: string | undefined;
  readonly password?: string | undefined;
}
