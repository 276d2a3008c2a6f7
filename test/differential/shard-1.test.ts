import { differential } from './differential.ts';

differential(1);
