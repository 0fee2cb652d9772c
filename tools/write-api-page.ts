import { writeFileSync } from 'node:fs';
import { API_PAGE, apiPage } from './api-page.ts';

writeFileSync(API_PAGE, apiPage());
