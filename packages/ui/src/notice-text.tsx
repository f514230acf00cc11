type Block = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'list'; points: string[] };

/** A notice as it was written: `# ` begins a heading, `- ` a point of a list, an empty line parts paragraphs. Nothing else is markup. */
export function NoticeText(props: { text: string; className?: string | undefined }) {
  return (
    <div className={props.className}>
      {blocksOf(props.text).map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other name, and the text is drawn as a whole
        <NoticeBlock key={place} block={block} />
      ))}
    </div>
  );
}

function NoticeBlock({ block }: { block: Block }) {
  if (block.kind !== 'list') return block.kind === 'heading' ? <h3>{block.text}</h3> : <p>{block.text}</p>;
  return (
    <ul>
      {block.points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line === '') open = undefined;
    else if (line.startsWith('# ')) {
      open = undefined;
      blocks.push({ kind: 'heading', text: line.slice(2) });
    } else if (line.startsWith('- ')) {
      if (open?.kind === 'list') open.points.push(line.slice(2));
      else {
        open = { kind: 'list', points: [line.slice(2)] };
        blocks.push(open);
      }
    } else if (open?.kind === 'paragraph') open.text += ` ${line}`;
    else {
      open = { kind: 'paragraph', text: line };
      blocks.push(open);
    }
  }
  return blocks;
}
