import { readFileSync, readdirSync } from 'node:fs';
import { parseFragment } from 'parse5';
import { randomOf, writeProse, makeSource, DIRT, HABITS } from './test/support/made-source.ts';
import { learnFrom, scoreRule } from './test/support/learn-from.ts';
if (process.argv[2]==='seeds') {
  let D=0,T=0; const L:string[]=[];
  for (let seed=100; seed<140; seed++) { const r=randomOf(seed+77); const draw=(n:string[])=>n.filter(()=>r()<.5); const a=makeSource(seed,32,{dirt:draw(Object.keys(DIRT)),habits:draw(Object.keys(HABITS))});
    const s=await scoreRule('晚风笔记',a.slice(0,16),a.slice(16)); D+=s.dirt;T+=s.taken;L.push(...s.lost); if(s.taken<s.dirt||s.lost.length) console.log(seed,s.taken,s.dirt,[...new Set(s.left)].slice(0,3),[...new Set(s.lost)].slice(0,3)); }
  console.log(D,T,L.length); process.exit();
}
const lines=(html:string):string[]=>{const out=[''];const B=/^(?:p|div|li|ul|ol|br|section|h\d|hr|td|tr|table|blockquote|figure|article|footer|header|aside|dl|dd|dt)$/;const go=(n:any)=>{if(/^(script|style|template|noscript)$/.test(n.nodeName))return;if(n.nodeName==='#text')out.push(out.pop()+n.value);if(n.nodeName==='img'){const s=n.attrs.find((a:any)=>a.name==='src'||a.name==='data-src')?.value;if(s?.startsWith('https'))out.push(s,'');}if(B.test(n.nodeName))out.push('');for(const c of n.childNodes??[])go(c);if(B.test(n.nodeName))out.push('');};go(parseFragment(html));return out.map(x=>x.trim()).filter(x=>/\p{L}{2}/u.test(x));};
let D=0,T=0,L=0, N=0;
for (const part of ['held-out','corpus']) for (const f of readdirSync(`test/clean/${part}`)) {
  const text=readFileSync(`test/clean/${part}/${f}`,'utf8'); const at=text.indexOf('\n---',4)+4; const front=text.slice(0,at), body=text.slice(at);
  const name=/categories: \[[^,\]]*,?\s*([^,\]]*)/.exec(front)?.[1] || /categories: \[([^,\]]*)/.exec(front)?.[1] || 'x';
  if (!body.includes('⟦')) continue;
  const arts=Array.from({length:24},(_,i)=>{ const r=randomOf(i*31+7); const own:string[]=[],dirt:string[]=[];
    const prose=()=>{const p=writeProse(r,1+Math.floor(r()*3)); own.push(p); return p;};
    let html='';
    for (const seg of body.split(/(⟦[^⟧]*⟧)/)) {
      if (seg.startsWith('⟦')) { if (r()<.15) continue; const d=seg.slice(1,-1).replace(/\d/g,()=>String(Math.floor(r()*10))); const pics=seg.match(/src="([^"]*)"/g); let k=0; const fixed=pics?d.replace(/src="[^"]*"/g,()=>pics[k++]!):d; html+=fixed; dirt.push(...lines(fixed)); }
      else html+= /<\w/.test(body)? seg.replace(/>([^<]+)(?=<)/g,(m,t)=>(t.match(/\p{L}/gu)?.length??0)>12?`>${prose()}`:(own.push(...lines("<p>"+t+"</p>")),m)).replace(/src="([^"]*)"/g,(m,s)=>`src="${s}${s.includes('?')?'&':'?'}"`.replace(/(\.\w+)\?"/,`-${i}$1"`)) : seg.split('\n').map(l=>(l.match(/\p{L}/gu)?.length??0)>12?prose():l).join('\n');
    }
    return {key:`x/${i}.md`,upload:front.replace(/title: .*/,`title: 第${i}篇 ${own[0]?.slice(0,8)??''}`)+html,dirt,own}; });
  if (process.env.V===f) for (const p of await learnFrom(arts.slice(0,12))) console.log(p.doubt?'? ':'+ ',p.key,p.value.slice(0,140),p.articles,p.doubt??'', p.examples[0]?.slice(0,50));
  const s=await scoreRule(name,arts.slice(0,12),arts.slice(12)); N++;
  D+=s.dirt;T+=s.taken;L+=s.lost.length; if (s.dirt) console.log(part,f,`${s.taken}/${s.dirt}`,'lost',s.lost.length,[...new Set(s.left)].slice(0,4).map(x=>x.slice(0,50)),[...new Set(s.lost)].slice(0,2));
}
console.log(N,D,T,L);
