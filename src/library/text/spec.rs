//! The part of a replacement field behind the colon, `>10,.2f`: Python's format specification mini-language
//! (<https://docs.python.org/3/library/string.html#formatspec>). Where fields stand in a text is in `format`.

use super::methods::WIDEST;
use crate::messages::{Message, message};
use crate::objects::error::Error;
use crate::objects::value::{Value, to_text, type_name};
use std::borrow::Cow;

/// A specification, taken apart.
#[derive(Default)]
struct Spec {
    fill: Option<char>,
    align: Option<char>,
    sign: Option<char>,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

/// The value as the specification says.
pub fn format_value(value: &Value, text: &str) -> Result<String, Error> {
    let kind = python_type(value);
    let spec = Spec::parse(text, &kind)?;
    match value {
        Value::Int(int) => spec.int(*int),
        Value::Float(float) => spec.float(*float, "float"),
        Value::Bool(truth) if spec.kind.is_some_and(|kind| kind != 's') => {
            spec.int(i64::from(*truth))
        }
        Value::Str(text) => spec.text(text, &kind),
        Value::Char(_) | Value::Bool(_) => spec.text(&to_text(value), &kind),
        _ if text.is_empty() => Ok(to_text(value).to_string()),
        _ => Err(
            Error::type_error(message!("format-unsupported", kind = kind.into_owned()))
                .with_hint(message!("format-unsupported.hint")),
        ),
    }
}

/// One of these characters, if it comes next.
fn accept(rest: &mut &str, wanted: &str) -> Option<char> {
    let char = rest.chars().next().filter(|char| wanted.contains(*char))?;
    *rest = &rest[char.len_utf8()..];
    Some(char)
}

/// A number, if one comes next.
fn number(rest: &mut &str) -> Result<Option<usize>, Error> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at(length);
    *rest = after;
    match digits.parse::<i64>() {
        Ok(number) if number <= WIDEST => Ok(Some(number as usize)),
        Err(_) if digits.is_empty() => Ok(None),
        _ => Err(Error::value_error(message!("format-digits"))),
    }
}

/// The name that Python has for the type, as its messages say.
fn python_type(value: &Value) -> Cow<'static, str> {
    match value {
        Value::Int(_) => "int".into(),
        Value::Float(_) => "float".into(),
        Value::Bool(_) => "bool".into(),
        Value::Str(_) | Value::Char(_) => "str".into(),
        Value::Unit => "NoneType".into(),
        Value::Array(_) => "list".into(),
        Value::Map(_) => "dict".into(),
        other => type_name(other).into(),
    }
}

impl Spec {
    fn parse(text: &str, of: &str) -> Result<Spec, Error> {
        let mut spec = Spec::default();
        let mut rest = text;
        let is_align = |char: char| matches!(char, '<' | '>' | '=' | '^');
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (fill, Some(align)) if is_align(align) => {
                (spec.fill, spec.align) = (fill, Some(align));
                rest = chars.as_str();
            }
            (Some(align), _) if is_align(align) => {
                spec.align = Some(align);
                rest = &text[1..];
            }
            _ => {}
        }
        spec.sign = accept(&mut rest, "+- ");
        spec.alternate = accept(&mut rest, "#").is_some();
        spec.zero = accept(&mut rest, "0").is_some();
        spec.width = number(&mut rest)?.unwrap_or(0);
        spec.grouping = accept(&mut rest, ",_");
        if accept(&mut rest, ".").is_some() {
            spec.precision = Some(
                number(&mut rest)?
                    .ok_or_else(|| Error::value_error(message!("format-precision-missing")))?,
            );
        }
        let mut chars = rest.chars();
        spec.kind = chars.next();
        match chars.as_str() {
            "" => Ok(spec),
            _ => Err(Error::value_error(message!("format-invalid", text, of))),
        }
    }

    fn unknown(&self, of: &str) -> Error {
        let kind = self.kind.unwrap_or(' ');
        Error::value_error(message!("format-code", kind, of))
    }

    fn text(&self, text: &str, of: &str) -> Result<String, Error> {
        let not = |what: Message| Err(Error::value_error(what));
        match (self.kind, self.sign, self.grouping) {
            (Some(kind), ..) if kind != 's' => return Err(self.unknown(of)),
            (_, Some(_), _) => return not(message!("format-text-sign")),
            (_, _, Some(group)) => return not(message!("format-text-grouping", group)),
            _ if self.alternate => {
                return not(message!("format-text-alternate"));
            }
            _ if self.align == Some('=') => {
                return not(message!("format-text-align"));
            }
            _ => {}
        }
        let end = self
            .precision
            .and_then(|most| text.char_indices().nth(most));
        let text = &text[..end.map_or(text.len(), |(place, _)| place)];
        let fill = self.fill.unwrap_or(if self.zero { '0' } else { ' ' });
        Ok(self.pad(["", text, ""], fill, self.align.unwrap_or('<')))
    }

    fn int(&self, int: i64) -> Result<String, Error> {
        let kind = self.kind.unwrap_or('d');
        if "eEfFgG%".contains(kind) {
            return self.float(int as f64, "int");
        }
        if self.precision.is_some() {
            return Err(Error::value_error(message!("format-integer-precision")));
        }
        let size = int.unsigned_abs();
        let (prefix, digits, group) = match kind {
            'd' | 'n' => ("", itoa::Buffer::new().format(size).to_string(), 3),
            'x' => ("0x", format!("{size:x}"), 4),
            'X' => ("0X", format!("{size:X}"), 4),
            'o' => ("0o", format!("{size:o}"), 4),
            'b' => ("0b", format!("{size:b}"), 4),
            'c' => {
                if self.sign.is_some() {
                    return Err(Error::value_error(message!("format-char-sign")));
                }
                let char = u32::try_from(int).ok().and_then(char::from_u32);
                let char = char
                    .ok_or_else(|| Error::raised("OverflowError", message!("format-char-range")))?;
                let text = char.encode_utf8(&mut [0; 4]).to_string();
                return Ok(self.pad(
                    ["", &text, ""],
                    self.fill.unwrap_or(' '),
                    self.align.unwrap_or('<'),
                ));
            }
            _ => return Err(self.unknown("int")),
        };
        if let Some(',') = self.grouping
            && group != 3
        {
            return Err(Error::value_error(message!("format-comma", kind)));
        }
        let sign = self.sign_of(int < 0);
        Ok(match self.alternate {
            true => self.pad_number(&format!("{sign}{prefix}"), &digits, "", group),
            false => self.pad_number(sign, &digits, "", group),
        })
    }

    fn float(&self, float: f64, of: &str) -> Result<String, Error> {
        let upper = self.kind.is_some_and(|kind| kind.is_ascii_uppercase());
        let size = float.abs();
        let precision = self.precision.unwrap_or(6);
        if precision > MOST_DIGITS {
            return Err(Error::value_error(message!(
                "format-precision-large",
                most = MOST_DIGITS
            )));
        }
        let mut digits = match self.kind {
            _ if size.is_nan() => "nan".to_string(),
            _ if size.is_infinite() => "inf".to_string(),
            Some('f' | 'F') => format!("{size:.precision$}"),
            Some('%') => format!("{:.precision$}", size * 100.0),
            Some('e' | 'E') => scientific(size, precision),
            Some('g' | 'G' | 'n') => general(size, precision, self.alternate, 0),
            None => match self.precision {
                Some(precision) => general(size, precision, self.alternate, 1),
                None => to_text(&Value::Float(size)).to_string(),
            },
            Some(_) => return Err(self.unknown(of)),
        };
        if self.kind == Some('%') {
            digits.push('%');
        }
        if upper {
            digits.make_ascii_uppercase();
        }
        if self.alternate && float.is_finite() && !digits.contains('.') {
            let at = digits.find(['e', 'E', '%']).unwrap_or(digits.len());
            digits.insert(at, '.');
        }
        let whole = digits
            .find(|char: char| !char.is_ascii_digit())
            .unwrap_or(digits.len());
        let (whole, rest) = digits.split_at(whole);
        let negative = float.is_sign_negative() && !float.is_nan();
        Ok(self.pad_number(self.sign_of(negative), whole, rest, 3))
    }

    fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        }
    }

    /// A number: sign and prefix, then digits in groups, then what follows them.
    fn pad_number(&self, prefix: &str, whole: &str, rest: &str, group: usize) -> String {
        let (fill, align) = match (self.fill, self.align) {
            (None, None) if self.zero => ('0', '='),
            (fill, align) => (
                fill.unwrap_or(if self.zero { '0' } else { ' ' }),
                align.unwrap_or('>'),
            ),
        };
        let Some(separator) = self.grouping.filter(|_| !whole.is_empty()) else {
            return self.pad([prefix, whole, rest], fill, align);
        };
        // Zeros that fill up a number are grouped like its own digits.
        let room = if fill == '0' && align == '=' {
            self.width
                .saturating_sub(prefix.chars().count() + rest.chars().count())
        } else {
            0
        };
        let mut whole = whole.to_string();
        while grouped_length(whole.len(), group) < room {
            whole.insert(0, '0');
        }
        self.pad(
            [prefix, &grouped(&whole, separator, group), rest],
            fill,
            align,
        )
    }

    /// A prefix and a text in two parts, filled up.
    fn pad(&self, [prefix, text, rest]: [&str; 3], fill: char, align: char) -> String {
        let length = |part: &str| part.chars().count();
        let space = self
            .width
            .saturating_sub(length(prefix) + length(text) + length(rest));
        let (before, between, after) = match align {
            '<' => (0, 0, space),
            '^' => (space / 2, 0, space - space / 2),
            '=' => (0, space, 0),
            _ => (space, 0, 0),
        };
        let bytes = prefix.len() + text.len() + rest.len() + space * fill.len_utf8();
        let mut padded = String::with_capacity(bytes);
        padded.extend(std::iter::repeat_n(fill, before));
        padded.push_str(prefix);
        padded.extend(std::iter::repeat_n(fill, between));
        padded.push_str(text);
        padded.push_str(rest);
        padded.extend(std::iter::repeat_n(fill, after));
        padded
    }
}

fn grouped_length(digits: usize, group: usize) -> usize {
    digits + digits.saturating_sub(1) / group
}

fn grouped(digits: &str, separator: char, group: usize) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(group) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// Digits behind the point, at most: a float has no more than 1 074 that differ from zero, and Rust writes no more than 65 535.
const MOST_DIGITS: usize = 10_000;

/// `1.50e+03`: Rust's exponent, with a sign and two digits at least.
fn scientific(size: f64, precision: usize) -> String {
    let text = format!("{size:.precision$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

/// The shorter of the two notations, with `precision` digits that count and no zeros at the end; at least `behind` digits behind the point.
fn general(size: f64, precision: usize, keep_zeros: bool, behind: usize) -> String {
    let precision = precision.max(1);
    let text = scientific(size, precision - 1);
    let exponent: i64 = text
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse().ok())
        .unwrap_or(0);
    let limit = precision as i64 - behind as i64;
    if exponent < -4 || exponent >= limit.max(0) && !(behind == 0 && exponent < precision as i64) {
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
        let digits = if keep_zeros {
            digits
        } else {
            without_zeros(digits)
        };
        return format!("{digits}e{exponent}");
    }
    let decimals = (precision as i64 - 1 - exponent).max(0) as usize;
    let digits = format!("{size:.decimals$}");
    let digits = if keep_zeros {
        digits.as_str()
    } else {
        without_zeros(&digits)
    };
    match behind > 0 && !digits.contains('.') {
        true => format!("{digits}.0"),
        false => digits.to_string(),
    }
}

fn without_zeros(digits: &str) -> &str {
    match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.'),
        false => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: impl Into<Value>, spec: &str) -> String {
        match format_value(&value.into(), spec) {
            Ok(text) => text,
            Err(error) => match error.kind() {
                crate::objects::error::Kind::Raised(raised) => {
                    format!("{}: {}", raised.kind, raised.message)
                }
                other => format!("{other:?}"),
            },
        }
    }

    // All expectations of this file were printed by CPython 3.11.

    #[test]
    fn integers_as_python_formats_them() {
        for (int, spec, text) in [
            (5, "2d", " 5"),
            (42, "05d", "00042"),
            (-42, "05d", "-0042"),
            (42, "+d", "+42"),
            (42, " d", " 42"),
            (42, "<5d", "42   "),
            (42, "^6d", "  42  "),
            (42, "*>6", "****42"),
            (42, "*=+6d", "+***42"),
            (1234567, ",", "1,234,567"),
            (1234567, "_d", "1_234_567"),
            (255, "x", "ff"),
            (255, "#X", "0XFF"),
            (255, "#010b", "0b11111111"),
            (255, "#o", "0o377"),
            (65, "c", "A"),
            (3, "f", "3.000000"),
            (3, ".1f", "3.0"),
            (50, "%", "5000.000000%"),
            (1234, "010,d", "00,001,234"),
            (1234, "09,d", "0,001,234"),
            (1234, "08,d", "0,001,234"),
            (12345678, "e", "1.234568e+07"),
            (255, "_b", "1111_1111"),
            (0, "", "0"),
            (-7, ">4", "  -7"),
        ] {
            assert_eq!(shown(int, spec), text, "{int} {spec:?}");
        }
    }

    #[test]
    fn floats_as_python_formats_them() {
        for (float, spec, text) in [
            (2.5, ".2f", "2.50"),
            (2.5, "8.3f", "   2.500"),
            (-2.5, "08.2f", "-0002.50"),
            (0.256, ".1%", "25.6%"),
            (1234.5, ",.2f", "1,234.50"),
            (1e10, "g", "1e+10"),
            (123456.0, "g", "123456"),
            (1234567.0, "g", "1.23457e+06"),
            (0.0001, "g", "0.0001"),
            (0.00001, "g", "1e-05"),
            (2.0, "g", "2"),
            (2.0, "#g", "2.00000"),
            (1500.0, ".2e", "1.50e+03"),
            (1e-100, "e", "1.000000e-100"),
            (2.5, "E", "2.500000E+00"),
            (1.0, "", "1.0"),
            (2.5, "+", "+2.5"),
            (2.71, ".2", "2.7"),
            (3.0, ".3", "3.0"),
            (1234567.0, ".3", "1.23e+06"),
            (100.0, ".3", "1e+02"),
            (100.0, ".4", "100.0"),
            (2.5, ".0f", "2"),
            (3.5, ".0f", "4"),
            (2.5, "#.0f", "2."),
            (f64::NAN, "f", "nan"),
            (f64::INFINITY, "F", "INF"),
            (f64::NEG_INFINITY, "8", "    -inf"),
            (1234.5, "012,.1f", "00,001,234.5"),
            (0.0, "g", "0"),
            (-0.0, ".1f", "-0.0"),
        ] {
            assert_eq!(shown(float, spec), text, "{float} {spec:?}");
        }
    }

    #[test]
    fn texts_as_python_formats_them() {
        for (value, spec, text) in [
            ("ab", "5", "ab   "),
            ("ab", ">5s", "   ab"),
            ("ab", "*^6", "**ab**"),
            ("été", "5", "été  "),
            ("abcdef", ".3", "abc"),
            ("abcdef", "<5.2s", "ab   "),
            ("ab", "04", "ab00"),
        ] {
            assert_eq!(shown(value, spec), text, "{value} {spec:?}");
        }
        assert_eq!(shown(true, ""), "true");
        assert_eq!(shown(true, "d"), "1");
    }

    #[test]
    fn mistakes_have_pythons_words() {
        assert_eq!(
            shown("a", "d"),
            "ValueError: Unknown format code 'd' for object of type 'str'"
        );
        assert_eq!(
            shown(2.5, "d"),
            "ValueError: Unknown format code 'd' for object of type 'float'"
        );
        assert_eq!(
            shown(2, "s"),
            "ValueError: Unknown format code 's' for object of type 'int'"
        );
        assert_eq!(
            shown(2, ".2d"),
            "ValueError: Precision not allowed in integer format specifier"
        );
        assert_eq!(
            shown("a", "+"),
            "ValueError: Sign not allowed in string format specifier"
        );
        assert_eq!(
            shown("a", "="),
            "ValueError: '=' alignment not allowed in string format specifier"
        );
        assert_eq!(shown("a", ","), "ValueError: Cannot specify ',' with 's'.");
        assert_eq!(
            shown(2, "5dd"),
            "ValueError: Invalid format specifier '5dd' for object of type 'int'"
        );
        assert_eq!(
            shown(2.0, "."),
            "ValueError: Format specifier missing precision"
        );
        assert_eq!(
            shown(1, "99999999999999999999"),
            "ValueError: Too many decimal digits in format string"
        );
        assert_eq!(
            shown((), "5"),
            "TypeError: unsupported format string passed to NoneType.__format__"
        );
    }
}
