// Writes the part of the API's description from which the clients in openapi/clients are generated: what
// an access token opens, and the token endpoint. People and officers call the rest, in their browsers; the
// journeys' own helpers have what a person's session opens.
// Usage: node part-for-clients.mjs DESCRIPTION PART [null-is-missing] [of-sessions]
import { readFileSync, writeFileSync } from 'node:fs';

const [description, part, ...words] = process.argv.slice(2);
const [nulls, sessions] = ['null-is-missing', 'of-sessions'].map((word) => words.includes(word));
const api = JSON.parse(readFileSync(description, 'utf8'));
/** What opens an operation, and an operation that needs nothing for being opened. */
const [scheme, entrance] = sessions ? ['session', 'read_session'] : ['client', 'create_token'];
const PROBLEM = 'application/problem+json';

const isOpened = (operation) =>
  operation.operationId === entrance || (operation.security ?? []).some((one) => scheme in one);

/** What a reference to a header or a parameter stands for: generators do not all follow those. */
const resolved = (one) => {
  const [, kind, name] = /^#\/components\/(headers|parameters)\/(.+)$/.exec(one?.$ref ?? '') ?? [];
  return name === undefined ? one : api.components[kind][name];
};

const withHeaders = (answer) =>
  answer.headers
    ? { ...answer, headers: Object.fromEntries(Object.entries(answer.headers).map(([name, one]) => [name, resolved(one)])) }
    : answer;

/** All refusals of an operation have one form: generators make one type of them, not one a status. */
function withOneProblem(operation) {
  const answers = Object.entries(operation.responses);
  const problem = answers.find(([, { content }]) => content?.[PROBLEM]);
  const others = answers
    .filter(([, { content }]) => !content?.[PROBLEM])
    .map(([status, answer]) => [status, withHeaders(answer)]);
  const { schema } = problem[1].content[PROBLEM];
  const refused = { description: 'A problem (RFC 9457)', content: { [PROBLEM]: { schema } } };
  return {
    ...operation,
    // Whoever traces lets their library set `traceparent` for all calls: no call of ours takes it.
    ...(operation.parameters && {
      parameters: operation.parameters.map(resolved).filter(({ name }) => name !== 'traceparent'),
    }),
    ...(operation.security && { security: operation.security.filter((one) => scheme in one || 'client_secret' in one) }),
    responses: { ...Object.fromEntries(others), default: refused },
  };
}

const paths = Object.entries(api.paths)
  .map(([path, operations]) => {
    const kept = Object.entries(operations).filter(([, operation]) => isOpened(operation));
    return [path, Object.fromEntries(kept.map(([method, operation]) => [method, withOneProblem(operation)]))];
  })
  .filter(([, operations]) => Object.keys(operations).length > 0);

/** The names of the schemas that these are made of. */
function schemasOf(value, names = new Set()) {
  const reference = /^#\/components\/schemas\/(.+)$/.exec(value?.$ref ?? '');
  if (reference && !names.has(reference[1])) {
    names.add(reference[1]);
    schemasOf(api.components.schemas[reference[1]], names);
  }
  if (value && typeof value === 'object') Object.values(value).forEach((one) => schemasOf(one, names));
  return names;
}

/** Generators spell values such as `holds:read` as words when they are told how. */
function withNames(schema) {
  if (!schema.enum?.some((value) => /[^a-z0-9_]/.test(value))) return schema;
  const named = (value) => value.replace(/(?:^|[^a-z0-9])([a-z])/g, (_, letter) => letter.toUpperCase());
  return { ...schema, 'x-enum-varnames': schema.enum.map(named) };
}

/** For languages in which what is missing and what is null read as the same: not an option in an option. */
function withoutNulls(schema) {
  const isNull = ({ type }) => type === 'null';
  const plain = (property) => {
    if (Array.isArray(property.type)) return { ...property, type: property.type.find((type) => type !== 'null') };
    return property.oneOf?.some(isNull) ? property.oneOf.find((one) => !isNull(one)) : property;
  };
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    schema.required?.includes(name) ? property : plain(property),
  ]);
  return schema.properties ? { ...schema, properties: Object.fromEntries(properties) } : schema;
}

const { client, client_secret, session } = api.components.securitySchemes;
const names = schemasOf(paths);
const schemas = Object.entries(api.components.schemas)
  .filter(([name]) => names.has(name))
  .map(([name, schema]) => [name, withNames(nulls ? withoutNulls(schema) : schema)]);
const kept = {
  openapi: api.openapi,
  info: {
    title: sessions ? 'Anju for residents' : 'Anju for third parties',
    description: `安居核验: ${sessions ? 'what a browser asks' : 'certificates, holds, contracts and webhooks'}.`,
    license: api.info.license,
    version: api.info.version,
  },
  servers: api.servers,
  tags: api.tags.filter(({ name }) => paths.some(([, one]) => Object.values(one).some(({ tags }) => tags.includes(name)))),
  paths: Object.fromEntries(paths),
  components: {
    schemas: Object.fromEntries(schemas),
    securitySchemes: sessions ? { session } : { client, client_secret },
  },
};
writeFileSync(part, `${JSON.stringify(kept, null, 2)}\n`);
