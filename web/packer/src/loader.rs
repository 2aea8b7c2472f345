//! The JavaScript by which the program fetches its parts: instead of wasm-split's own, which knows a file
//! for every piece.

use std::collections::BTreeMap;

/// The module; `parts` are the parts with their files. The program imports a function for each part by
/// the name that wasm-split gave it, and hands it a function of its own to call when the part is there.
pub(crate) fn loader(program: &str, parts: &BTreeMap<String, Vec<String>>) -> String {
    let mut module = HEAD.replace("PROGRAM", program);
    for (part, files) in parts {
        let files: Vec<String> = files.iter().map(|file| format!("\"{file}\"")).collect();
        module.push_str(&format!(
            "export const __wasm_split_load_{part} = part([{}]);\n",
            files.join(", ")
        ));
    }
    module
}

/// A file that could not be fetched is fetched again the next time it is asked for; one that is there is
/// not run a second time, because it fills its place in the memory.
const HEAD: &str = r#"import { initSync } from "PROGRAM";

const files = new Map();

const load = (file) => {
  if (!files.has(file)) {
    const shared = initSync();
    const answer = fetch(new URL(file, import.meta.url));
    const ran = WebAssembly.instantiateStreaming(answer, { __wasm_split: shared, shared });
    files.set(file, ran);
    ran.catch(() => files.delete(file));
  }
  return files.get(file);
};

const part = (names) => async (callback, data) => {
  let isHere = true;
  try {
    await Promise.all(names.map(load));
  } catch (problem) {
    console.warn(problem);
    isHere = false;
  }
  initSync().__indirect_function_table.get(callback)(data, isHere);
};

"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_loaded_by_its_name() {
        let parts = BTreeMap::from([(
            "home".to_owned(),
            vec!["a.wasm".to_owned(), "b.wasm".to_owned()],
        )]);
        let module = loader("./web.js", &parts);
        assert!(module.starts_with("import { initSync } from \"./web.js\";"));
        assert!(
            module.ends_with(
                "export const __wasm_split_load_home = part([\"a.wasm\", \"b.wasm\"]);\n"
            )
        );
    }
}
