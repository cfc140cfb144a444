//! Words and functions for a POSIX shell. The one place that quotes for it.
use super::written::{Encoding, Part, Text, Written};

/// Encodes all but the unreserved characters, byte by byte: there is no tool for it that every system has.
const ENCODED: &str = r#"encoded() {
  printf %s "$1" | od -An -v -tx1 | tr -s ' ' '\n' | while read -r byte; do
    case $byte in
      '') ;;
      2d|2e|5f|3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]) printf "\\$(printf %o "0x$byte")" ;;
      *) printf '%%%s' "$byte" ;;
    esac
  done
}
"#;

const ESCAPED: &str = r#"escaped() { printf %s "$1" | sed 's/[\\"]/\\&/g'; }
"#;

/// The functions that the words of this request call.
pub(super) fn functions(out: &mut String, request: &Written) {
    if request.needs(|encoding| matches!(encoding, Encoding::Form | Encoding::Basic(_))) {
        out.push_str(ENCODED);
    }
    if request.needs(|encoding| matches!(encoding, Encoding::Json)) {
        out.push_str(ESCAPED);
    }
}

/// One word that the shell takes for this text.
pub(super) fn word(out: &mut String, text: &Text) {
    let is_variable = |part: &Part| matches!(part, Part::Variable(..));
    if text.is_empty() {
        out.push_str("''");
    } else if text.literals().all(is_tame) && text.parts().iter().any(is_variable) {
        double(out, text);
    } else {
        single(out, text);
    }
}

fn double(out: &mut String, text: &Text) {
    out.push('"');
    let mut parts = text.parts().iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(literal) => out.push_str(literal),
            // Without braces, what follows could be read as more of the name.
            Part::Variable(name, Encoding::None) if parts.peek().is_some() => {
                out.push_str(&format!("${{{name}}}"));
            }
            Part::Variable(name, encoding) => variable(out, name, encoding),
        }
    }
    out.push('"');
}

/// Literals in single quotes, where only a single quote ends, and variables in double ones.
fn single(out: &mut String, text: &Text) {
    for part in text.parts() {
        match part {
            Part::Literal(literal) => {
                out.push('\'');
                literal.chars().for_each(|letter| push(out, letter));
                out.push('\'');
            }
            Part::Variable(name, encoding) => {
                out.push('"');
                variable(out, name, encoding);
                out.push('"');
            }
        }
    }
}

/// Within single quotes. Where the line is pasted, a terminal acts on control characters before the shell sees them, so
/// the shell makes those itself.
fn push(out: &mut String, letter: char) {
    match letter {
        '\'' => out.push_str(r"'\''"),
        control if control.is_control() && !matches!(control, '\n' | '\t') => {
            let mut bytes = [0; 4];
            let octal = control.encode_utf8(&mut bytes).bytes();
            let octal: String = octal.map(|byte| format!("\\{byte:03o}")).collect();
            out.push_str(&format!("'\"$(printf '{octal}')\"'"));
        }
        letter => out.push(letter),
    }
}

/// Inside double quotes.
fn variable(out: &mut String, name: &str, encoding: &Encoding) {
    out.push_str(&match encoding {
        Encoding::None => format!("${name}"),
        Encoding::Form => format!("$(encoded \"${name}\")"),
        Encoding::Json => format!("$(escaped \"${name}\")"),
        Encoding::Basic(id) => format!("{id}:$(encoded \"${name}\")"),
    });
}

/// Whether it means itself inside double quotes, of an interactive shell too.
fn is_tame(text: &str) -> bool {
    let tame =
        |letter: char| (letter.is_ascii_graphic() || letter == ' ') && !"\"$`\\!".contains(letter);
    text.chars().all(tame)
}
