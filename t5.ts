import { randomOf, makeSource, DIRT, HABITS } from './test/support/made-source.ts';
import { learnFrom } from './test/support/learn-from.ts';
const seed=122; const r=randomOf(seed+77); const draw=(n:string[])=>n.filter(()=>r()<.5); const t={dirt:draw(Object.keys(DIRT)),habits:draw(Object.keys(HABITS))}; console.log(t);
for (const p of await learnFrom(makeSource(seed,32,t).slice(0,16))) console.log(p.doubt?'? ':'+ ',p.key,p.value.slice(0,140),p.articles,p.doubt??'', p.examples[0]?.slice(0,50));
