import { writeFileSync } from 'node:fs';
import { LAW_PAGE, lawPage } from './law-page.ts';

writeFileSync(LAW_PAGE, lawPage());
