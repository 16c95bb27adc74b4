use serde_json::{Value, json};

use super::Refusal;
use crate::secrets::Parameters;
use crate::template::{ACCOUNT, REGION};

pub(super) fn call(parameters: &Parameters, action: &str, request: &Value) -> Result<Value, Refusal> {
    let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
    match action {
        "GetParameter" => {
            let found = parameter(parameters, text("Name"));
            let found = found.ok_or_else(|| Refusal::new("ParameterNotFound", "The parameter does not exist."))?;
            Ok(json!({ "Parameter": found }))
        }
        "GetParameters" => {
            let names = request.get("Names").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let (mut found, mut invalid) = (Vec::new(), Vec::new());
            for name in names.iter().filter_map(Value::as_str) {
                match parameter(parameters, name) {
                    Some(parameter) => found.push(parameter),
                    None => invalid.push(name),
                }
            }
            Ok(json!({ "Parameters": found, "InvalidParameters": invalid }))
        }
        "PutParameter" => {
            let replace = request.get("Overwrite").and_then(Value::as_bool).unwrap_or(false);
            let put = parameters.put(text("Name"), text("Value"), replace);
            match put.map_err(|error| Refusal::new("InternalServerError", error.to_string()))? {
                true => Ok(json!({ "Version": 1, "Tier": "Standard" })),
                false => Err(Refusal::new("ParameterAlreadyExists", "The parameter already exists.")),
            }
        }
        other => Err(Refusal::new(
            "UnsupportedOperationException",
            format!("{other} is not carried out by the single-machine edition"),
        )),
    }
}

fn parameter(parameters: &Parameters, name: &str) -> Option<Value> {
    let value = parameters.value(name)?;
    Some(json!({
        "Name": name,
        "Type": "SecureString",
        "Value": value,
        "Version": 1,
        "DataType": "text",
        "ARN": format!("arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{name}"),
    }))
}
