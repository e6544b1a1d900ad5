import { enableCopying } from './copy.ts';
import { enableSearch } from './search.ts';

// The only script of the site. Pages are complete without it: each module adds to the elements that it knows.
for (const enable of [enableSearch, enableCopying]) enable(document);
