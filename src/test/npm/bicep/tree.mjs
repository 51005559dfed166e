// Reads a Bicep file with the grammar of tree-sitter and prints what it declares, as one JSON object:
// params, variables, resources and outputs by their names, and the lines that are no Bicep.
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(new URL(
    'node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm', import.meta.url).pathname));
const root = parser.parse(readFileSync(process.argv[2], 'utf8')).rootNode;

const found = { errors: [], params: {}, variables: {}, resources: {}, outputs: {} };
look(root);
for (const node of root.namedChildren) {
  const parts = node.namedChildren.filter(part => part.type !== 'comment');
  const last = parts[parts.length - 1];
  switch (node.type) {
    case 'parameter_declaration':
      found.params[parts[0].text] = parts.length > 2 ? value(last) : null;
      break;
    case 'variable_declaration':
      found.variables[parts[0].text] = value(last);
      break;
    case 'output_declaration':
      found.outputs[parts[0].text] = value(last);
      break;
    case 'resource_declaration':
      found.resources[parts[0].text] = {
        type: value(parts[1]),
        existing: /^resource \S+ '[^']*' existing\b/.test(node.text),
        body: value(last.type === 'object' ? last : last.descendantsOfType('object')[0]),
      };
      break;
  }
}
console.log(JSON.stringify(found));

// What the grammar cannot read, and what it had to add to be able to.
function look(node) {
  if (node.isError || node.isMissing) {
    found.errors.push(`line ${node.startPosition.row + 1}: ${node.text || 'missing ' + node.type}`);
  } else if (node.hasError) {
    node.children.forEach(look);
  }
}

// Objects, lists, plain strings and booleans as themselves; any other expression as it is written.
function value(node) {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.namedChildren
          .filter(child => child.type === 'object_property')
          .map(child => [child.namedChildren[0].text, value(child.namedChildren[1])]));
    case 'array':
      return node.namedChildren.filter(child => child.type !== 'comment').map(value);
    case 'boolean':
      return node.text === 'true';
    case 'string':
      return node.namedChildren.some(child => child.type === 'interpolation')
          ? node.text : node.text.slice(1, -1);
    default:
      return node.text;
  }
}
