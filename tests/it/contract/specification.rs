//! The specification's OpenAPI files: which operation a request is, and what its schemas say.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use boon::{Compiler, Draft, Schemas, UrlLoader};
use serde_json::Value;

/// The variable that names a copy of the specification's `data` folder.
pub const FOLDER: &str = "MATRIX_SPEC_DIR";

/// Where a homeserver takes codes is its own affair; what it takes is the identity service's.
const CODE: (&str, &str) = (
    "/_matrix/client/unstable/add_threepid/msisdn/submit_token",
    "/_matrix/identity/v2/validate/msisdn/submitToken",
);

pub struct Specification {
    operations: Vec<Operation>,
    errors: PathBuf,
}

/// A method of a path.
pub struct Operation {
    method: String,
    path: String,
    file: PathBuf,
    /// Where it is in its file, as a JSON pointer.
    pointer: String,
    content: Value,
}

/// The specification, unless the variable names none.
pub fn specification() -> Option<&'static Specification> {
    static READ: OnceLock<Option<Specification>> = OnceLock::new();
    let read = || std::env::var_os(FOLDER).map(|folder| Specification::read(Path::new(&folder)));
    READ.get_or_init(read).as_ref()
}

impl Specification {
    fn read(folder: &Path) -> Self {
        let folder = folder.canonicalize().expect("the folder that is named");
        let mut operations = Vec::new();
        for api in ["client-server", "identity"] {
            let files = fs::read_dir(folder.join("api").join(api)).expect("a folder of the API");
            for file in files {
                let file = file.expect("an entry").path();
                if file.extension().is_some_and(|end| end == "yaml") {
                    operations.extend(Operation::all_in(&file));
                }
            }
        }
        assert!(operations.len() > 30, "only {} were read", operations.len());
        Self {
            operations,
            errors: folder.join("api/client-server/definitions/errors"),
        }
    }

    /// The operation of a request, `r0` being an older name of `v3`.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        let path = path.replacen("/client/r0/", "/client/v3/", 1);
        let path = if path == CODE.0 {
            CODE.1
        } else {
            path.as_str()
        };
        self.operations
            .iter()
            .find(|operation| operation.method == method && operation.path == path)
    }

    /// A schema's objections to a value.
    ///
    /// The schemas are compiled anew each time: what compiles them cannot be shared between the threads of tests.
    pub fn check(&self, schema: &str, value: &Value) -> Result<(), String> {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.enable_format_assertions();
        compiler.use_loader(Box::new(Yaml));
        let mut schemas = Schemas::new();
        let index = compiler
            .compile(schema, &mut schemas)
            .map_err(|why| format!("{schema}: {why:#}"))?;
        let fault = schemas.validate(value, index).err();
        fault.map_or(Ok(()), |why| Err(format!("{why:#}\nin {value:#}")))
    }

    /// The schema of an error answer that an operation does not list.
    pub fn error(&self, status: u16) -> String {
        let file = if status == 429 {
            "rate_limited"
        } else {
            "error"
        };
        url(&self.errors.join(format!("{file}.yaml")), "")
    }
}

impl Operation {
    fn all_in(file: &Path) -> Vec<Self> {
        let content = read(file).expect("a file of the specification");
        let base = content["servers"][0]["variables"]["basePath"]["default"]
            .as_str()
            .unwrap_or_default();
        let paths = content["paths"].as_object().into_iter().flatten();
        let operations = paths.flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flatten();
            methods.map(move |(method, content)| Self {
                method: method.to_uppercase(),
                path: format!("{base}{path}"),
                file: file.to_owned(),
                pointer: format!("/paths/{}/{method}", path.replace('/', "~1")),
                content: content.clone(),
            })
        });
        operations.collect()
    }

    /// The schema of the request's body, if it has one.
    pub fn body(&self) -> Option<String> {
        self.schema("/requestBody/content/application~1json/schema")
    }

    /// The schema of an answer with this status, if it is listed.
    pub fn answer(&self, status: u16) -> Option<String> {
        self.schema(&format!(
            "/responses/{status}/content/application~1json/schema"
        ))
    }

    fn schema(&self, below: &str) -> Option<String> {
        self.content.pointer(below)?;
        Some(url(&self.file, &format!("{}{below}", self.pointer)))
    }

    /// The members that the request's body is said to have, at its top.
    pub fn members(&self) -> BTreeSet<String> {
        let body = "/requestBody/content/application~1json/schema";
        let mut names = BTreeSet::new();
        if let Some(schema) = self.content.pointer(body) {
            collect_members(schema, &self.file, &mut names);
        }
        names
    }

    /// The parameters of the query, and whether each has to be there.
    pub fn query(&self) -> Vec<(&str, bool)> {
        let parameters = self.content["parameters"].as_array().into_iter().flatten();
        parameters
            .filter(|parameter| parameter["in"] == "query")
            .filter_map(|parameter| {
                let required = parameter["required"] == true;
                Some((parameter["name"].as_str()?, required))
            })
            .collect()
    }
}

/// The names under `properties`, those of what is referred to as well.
fn collect_members(schema: &Value, file: &Path, names: &mut BTreeSet<String>) {
    let properties = schema["properties"].as_object().into_iter().flatten();
    names.extend(properties.map(|(name, _)| name.clone()));
    for part in ["allOf", "oneOf", "anyOf"] {
        for schema in schema[part].as_array().into_iter().flatten() {
            collect_members(schema, file, names);
        }
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let file = file.with_file_name("").join(reference);
        let schema = read(&file).expect("what is referred to");
        collect_members(&schema, &file, names);
    }
}

/// Reads what a schema refers to.
struct Yaml;

impl UrlLoader for Yaml {
    fn load(&self, url: &str) -> Result<Value, Box<dyn Error>> {
        let path = url::Url::parse(url)?.to_file_path();
        read(&path.map_err(|()| "not a file")?)
    }
}

fn read(file: &Path) -> Result<Value, Box<dyn Error>> {
    Ok(serde_yaml_ng::from_str(&fs::read_to_string(file)?)?)
}

fn url(file: &Path, pointer: &str) -> String {
    let url = url::Url::from_file_path(file).expect("an absolute path");
    format!("{url}#{pointer}")
}
