//! Assignments to what a call has given: `c.output().mark = 1`. Rhai's parser assigns to variables and their parts only, so that the `=`
//! of such a statement becomes an operator of the dialect.

use rhai::Token;

/// What an operator of the dialect is called: `=` and this mark, which nobody types.
const MARK: char = '·';

/// The operators that assign.
const OPERATORS: &[&str] = &[
    "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=",
];

/// The names of the dialect's operators.
pub fn operators() -> impl Iterator<Item = String> {
    OPERATORS.iter().map(|operator| format!("{operator}{MARK}"))
}

/// The operator that the dialect's stands for: `+` for `+=`, nothing for `=`.
pub fn operator_of(name: &str) -> Option<Option<&str>> {
    let operator = name.strip_suffix(MARK)?.strip_suffix('=')?;
    Some(Some(operator).filter(|operator| !operator.is_empty()))
}

/// The chain `a.b(c)[d]` that is being read, at each depth of brackets.
#[derive(Default)]
pub struct Chains {
    outer: Vec<Chain>,
    chain: Chain,
}

#[derive(Default, Clone, Copy)]
struct Chain {
    /// It begins a statement.
    starts: bool,
    /// There is a call in it, or a value in parentheses.
    called: bool,
    last: Last,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// No chain.
    #[default]
    Nothing,
    Name,
    Dot,
    Property,
    Index,
    Value,
}

impl Chains {
    /// Go on by a token; gives the dialect's operator when it assigns to a part of what a call has given.
    pub fn next(&mut self, token: &Token, starts: bool) -> Option<Token> {
        let chain = &mut self.chain;
        let last = chain.last;
        match token {
            Token::Identifier(_) | Token::Reserved(_) if last == Last::Dot => {
                chain.last = Last::Property;
            }
            Token::Identifier(_) | Token::Reserved(_) => {
                *chain = Chain {
                    starts,
                    called: false,
                    last: Last::Name,
                };
            }
            Token::Period | Token::Elvis | Token::DoubleColon if last != Last::Nothing => {
                chain.last = Last::Dot;
            }
            Token::Unit if matches!(last, Last::Name | Last::Property | Last::Value) => {
                chain.called = true;
                chain.last = Last::Value;
            }
            Token::LeftParen | Token::LeftBracket | Token::QuestionBracket => {
                if matches!(last, Last::Nothing | Last::Dot) {
                    *chain = Chain {
                        starts,
                        ..Chain::default()
                    };
                }
                self.outer.push(*chain);
                *chain = Chain::default();
            }
            Token::RightParen | Token::RightBracket => {
                *chain = self.outer.pop().unwrap_or_default();
                match token {
                    Token::RightParen => {
                        chain.called = true;
                        chain.last = Last::Value;
                    }
                    _ => chain.last = Last::Index,
                }
            }
            Token::LeftBrace | Token::MapStart => {
                self.outer.push(Chain::default());
                *chain = Chain::default();
            }
            Token::RightBrace => {
                self.outer.pop();
                *chain = Chain::default();
            }
            _ => {
                let before = std::mem::take(chain);
                let part = matches!(before.last, Last::Property | Last::Index);
                if before.starts && before.called && part && is_assignment(token) {
                    let name = format!("{}{MARK}", token.literal_syntax());
                    return Some(Token::Custom(Box::new(name.into())));
                }
            }
        }
        None
    }
}

fn is_assignment(token: &Token) -> bool {
    matches!(token, Token::Equals) || token.is_op_assignment()
}
