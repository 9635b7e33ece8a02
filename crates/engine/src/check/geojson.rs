//! `geojson`: a GeoJSON object (RFC 7946), or a TopoJSON object with the format `topojson`.

use serde_json::{Map, Value};

/// Whether `cell` is a GeoJSON object.
pub(crate) fn is_geojson(cell: &str) -> bool {
    matches!(serde_json::from_str(cell), Ok(Value::Object(object)) if is_object(&object))
}

/// Whether `cell` is a TopoJSON object: a topology, or a geometry made of arcs.
pub(crate) fn is_topojson(cell: &str) -> bool {
    let Ok(Value::Object(object)) = serde_json::from_str(cell) else { return false };
    is_topology_part(&object)
}

fn is_topology_part(object: &Map<String, Value>) -> bool {
    let array = |key| object.get(key).is_some_and(Value::is_array);
    match object.get("type").and_then(Value::as_str) {
        Some("Topology") => array("arcs") && object.get("objects").is_some_and(Value::is_object),
        Some("GeometryCollection") => {
            object.get("geometries").and_then(Value::as_array).is_some_and(|geometries| {
                geometries.iter().all(|part| part.as_object().is_some_and(is_topology_part))
            })
        }
        Some("Point" | "MultiPoint") => array("coordinates"),
        Some("LineString" | "MultiLineString" | "Polygon" | "MultiPolygon") => array("arcs"),
        _ => false,
    }
}

fn is_object(object: &Map<String, Value>) -> bool {
    match object.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => {
            object.get("features").and_then(Value::as_array).is_some_and(|features| {
                features.iter().all(|feature| feature.as_object().is_some_and(is_feature))
            })
        }
        Some("Feature") => is_feature(object),
        _ => is_geometry(object),
    }
}

fn is_feature(object: &Map<String, Value>) -> bool {
    object.get("type").and_then(Value::as_str) == Some("Feature")
        && object.get("properties").is_some_and(|value| value.is_object() || value.is_null())
        && match object.get("geometry") {
            Some(Value::Null) => true,
            Some(Value::Object(geometry)) => is_geometry(geometry),
            _ => false,
        }
}

fn is_geometry(object: &Map<String, Value>) -> bool {
    let coordinates = object.get("coordinates");
    let nested = |depth| coordinates.is_some_and(|value| are_positions(value, depth));
    match object.get("type").and_then(Value::as_str) {
        Some("Point") => nested(0),
        Some("MultiPoint") => nested(1),
        Some("LineString") => nested(1) && length(coordinates) >= 2,
        Some("MultiLineString") => {
            nested(2) && items(coordinates).iter().all(|line| length(Some(line)) >= 2)
        }
        Some("Polygon") => nested(2) && items(coordinates).iter().all(is_ring),
        Some("MultiPolygon") => {
            nested(3) && items(coordinates).iter().all(|part| items(Some(part)).iter().all(is_ring))
        }
        Some("GeometryCollection") => {
            object.get("geometries").and_then(Value::as_array).is_some_and(|geometries| {
                geometries.iter().all(|part| part.as_object().is_some_and(is_geometry))
            })
        }
        _ => false,
    }
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn length(value: Option<&Value>) -> usize {
    items(value).len()
}

/// A ring is closed: four positions or more, of which the last is the first.
fn is_ring(ring: &Value) -> bool {
    let positions = items(Some(ring));
    positions.len() >= 4 && positions.first() == positions.last()
}

/// Positions (two numbers or more) in `depth` arrays.
fn are_positions(value: &Value, depth: u8) -> bool {
    let Some(parts) = value.as_array() else { return false };
    match depth.checked_sub(1) {
        None => parts.len() >= 2 && parts.iter().all(Value::is_number),
        Some(depth) => parts.iter().all(|part| are_positions(part, depth)),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_geojson, is_topojson};

    #[test]
    fn geojson_objects_are_accepted() {
        for cell in [
            r#"{"type": "Point", "coordinates": [0, 0, 0]}"#,
            r#"{"type": "Feature", "geometry": null, "properties": {"Ã": "Ã"}}"#,
            r#"{"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": []}, "properties": null}"#,
            r#"{"type": "FeatureCollection", "features": []}"#,
            r#"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}"#,
            r#"{"type": "GeometryCollection", "geometries": [{"type": "LineString", "coordinates": [[0,0],[1,1]]}]}"#,
        ] {
            assert!(is_geojson(cell), "{cell}");
        }
    }

    #[test]
    fn other_json_is_refused() {
        for cell in [
            "",
            "{}",
            "[]",
            "string",
            "3.14",
            r#"{"type": "Point"}"#,
            r#"{"type": "Point", "coordinates": [0]}"#,
            r#"{"type": "Nowhere", "coordinates": [0, 0]}"#,
            r#"{"type": "LineString", "coordinates": [[0,0]]}"#,
            r#"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}"#,
            r#"{"type": "Feature"}"#,
        ] {
            assert!(!is_geojson(cell), "{cell}");
        }
    }

    #[test]
    fn topojson_is_told_by_its_arcs() {
        assert!(is_topojson(r#"{"type": "LineString", "arcs": [42]}"#));
        assert!(is_topojson(r#"{"type": "Topology", "objects": {}, "arcs": []}"#));
        assert!(!is_topojson(r#"{"type": "LineString", "coordinates": [[0,0],[1,1]]}"#));
        assert!(!is_topojson("string"));
    }
}
