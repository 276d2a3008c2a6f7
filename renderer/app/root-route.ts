/** Above the pages of all features; what is around them is drawn by `screen.tsx`. */
import { createRootRoute } from '@tanstack/react-router';

export const rootRoute = createRootRoute();
