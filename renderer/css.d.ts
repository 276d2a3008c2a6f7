/** Style sheets, and addresses of what lies beside the program, are bundled by Vite. */
/// <reference types="vite/client" />
