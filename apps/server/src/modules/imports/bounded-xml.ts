import sax from 'sax';
import { FileFault } from './file-fault.ts';

/** A workbook's parts are five or six levels deep; the root of a sheet has some twenty attributes. */
const DEPTH_MAX = 64;
const ATTRIBUTES_MAX = 256;

type Tag = sax.Tag | sax.QualifiedTag;
type Listener = { open: (tag: Tag) => void; text?: (text: string) => void; close?: (name: string) => void };

/**
 * A strict parser whose memory does not grow with what it reads: names and pieces of text are bounded by the library, levels and attributes
 * here, and what is kept by the listener. `write` and `close` throw what a listener throws. @throws FileFault
 */
export function boundedXml({ open, text = () => {}, close = () => {} }: Listener): sax.SAXParser {
  const parser = sax.parser(true);
  let depth = 0;
  let attributes = 0;
  parser.onattribute = () => {
    attributes += 1;
    if (attributes > ATTRIBUTES_MAX) throw new FileFault('bomb');
  };
  parser.onopentag = (tag) => {
    attributes = 0;
    depth += 1;
    if (depth > DEPTH_MAX) throw new FileFault('bomb');
    open(tag);
  };
  parser.ontext = text;
  parser.oncdata = text;
  parser.onclosetag = (name) => {
    depth -= 1;
    close(name);
  };
  return parser;
}
