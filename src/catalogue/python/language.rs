//! Python's words, built-in functions, errors, and the methods of its texts, lists and dictionaries.

use super::{Saying, page, said};

pub static ROWS: &[Saying] = &[
    // Words
    said("none", "None, NoneType, Ellipsis, NotImplemented"),
    said("true", "True, False").see("true, false, bool"),
    said("and", "and, or, not").see("if"),
    said("is", "is, is not"),
    said("not-in", "not in").see("in"),
    said("async", "async, await, asyncio, aiter, anext").see("Thread"),
    page("class", "class", "class"),
    said("def", "def").see("fn, return"),
    said("del", "del, delattr").see("map.remove, array.remove"),
    said("elif", "elif").see("if, else"),
    said("except", "except").see("try, catch, throw"),
    said("finally", "finally").see("with, try"),
    page("for", "for", "for"),
    said("from", "from").see("import"),
    said("global", "global, nonlocal, globals, locals, vars")
    .see("let, fn"),
    page("if", "if", "if"),
    page("import", "import, __import__", "import"),
    page("in", "in", "in"),
    said("lambda", "lambda").see("fn, array.map, array.sort_by"),
    said("match", "match, case").see("switch"),
    said("pass", "pass"),
    said("raise", "raise").see("throw, catch"),
    page("try", "try", "try"),
    page("while", "while", "while"),
    page("with", "with", "with"),
    said("yield", "yield, next, iter, StopIteration, StopAsyncIteration, GeneratorExit")
    .see("list, Queue"),
    said("self", "self, cls").see("this, class"),
    said("init", "__init__, __new__").see("class, super"),
    said("str-method", "__str__, __repr__").see("class, print"),
    said("enter", "__enter__, __exit__").see("with"),
    said("main", "__name__, __main__").see("argv"),
    said("dunder", "__*").see("class"),
    page("super", "super", "super"),
    page("assert", "assert", "assert"),
    // Built-in functions
    said("bytes", "bytes, bytearray, memoryview").see("blob, str.encode, str.decode"),
    said("callable", "callable, isinstance, issubclass").see("type, type_of"),
    said("getattr", "getattr, hasattr, setattr, dir").see("in, map.keys"),
    said("classmethod", "classmethod, staticmethod, property, object")
    .see("class, fn"),
    said("complex", "complex").see("number"),
    page("dict", "dict", "map"),
    page("eval", "eval, exec, compile", "eval"),
    page("filter", "filter", "array.filter"),
    page("format", "format, f-string, fstring", "str.format"),
    said("frozenset", "frozenset, frozenset.*").see("set"),
    said("hash", "hash, id").see("get_ident"),
    page("list", "list", "array"),
    page("map", "map", "array.map"),
    said("pow", "pow, math.pow").see("number.sqrt, number.exp"),
    page("quit", "quit", "exit"),
    said("slice", "slice").see("array.extract, string.sub_string"),
    said("tuple", "tuple, tuple.*").see("array"),
    page("range", "range", "range"),
    page("print", "print", "print"),
    said("ascii", "ascii").see("repr"),
    said("breakpoint", "breakpoint, pdb, pdb.*"),
    said("about", "copyright, credits, license"),
    // Errors
    said("error-kind", "ValueError, TypeError, RuntimeError, IndexError, KeyError, NameError, AttributeError, \
         ZeroDivisionError, OverflowError, EOFError, OSError, AssertionError, MemoryError, RecursionError, \
         LookupError, ImportError, ModuleNotFoundError, SyntaxError")
    .see("catch, throw"),
    said("error-os", "FileNotFoundError, PermissionError, ConnectionRefusedError, ConnectionResetError, BrokenPipeError, \
         TimeoutError, BlockingIOError, ConnectionError, ConnectionAbortedError, FileExistsError, \
         IsADirectoryError, NotADirectoryError, IOError, EnvironmentError, ProcessLookupError, \
         ChildProcessError, InterruptedError, socket.error, socket.herror, socket.gaierror, os.error")
    .see("catch, open, create_connection"),
    said("error-stop", "KeyboardInterrupt, SystemExit").see("exit, with"),
    said("error-base", "Exception, BaseException, ExceptionGroup, BaseExceptionGroup, ArithmeticError, BufferError, \
         FloatingPointError, NotImplementedError, ReferenceError, SystemError, IndentationError, TabError, \
         UnboundLocalError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, \
         PythonFinalizationError")
    .see("throw, catch"),
    said("warning", "Warning, BytesWarning, DeprecationWarning, EncodingWarning, FutureWarning, ImportWarning, \
         PendingDeprecationWarning, ResourceWarning, RuntimeWarning, SyntaxWarning, UnicodeWarning, \
         UserWarning, warnings, warnings.*")
    .see("stderr"),
    // Texts
    page("str-index", "str.index", "string.index_of"),
    page("str-replace", "str.replace", "str.replaced"),
    page("str-join", "str.join", "str.join"),
    page("str-format-map", "str.format_map", "str.format"),
    page("str-casefold", "str.casefold", "str.lower"),
    page("str-rsplit", "str.rsplit", "string.split_rev"),
    page("str-rindex", "str.rindex", "str.rfind"),
    page("str-rpartition", "str.rpartition", "str.partition"),
    said("str-other", "str.expandtabs, str.isascii, str.isdecimal, str.isidentifier, str.isprintable, str.istitle, \
         str.maketrans, str.swapcase, str.translate, bytes.fromhex, bytes.hex, bytes.*, bytearray.*")
    .see("str, string, blob"),
    // Lists
    page("list-append", "list.append", "array.push"),
    page("list-extend", "list.extend", "array.append"),
    page("list-pop", "list.pop", "array.pop"),
    page("list-remove", "list.remove", "array.remove"),
    page("list-sort", "list.sort", "array.sort"),
    said("copy", "list.copy, dict.copy, copy, copy.copy, copy.deepcopy")
    .see("array, map"),
    // Dictionaries
    page("dict-popitem", "dict.popitem", "map.pop"),
    said("dict-fromkeys", "dict.fromkeys").see("map.setdefault, map.fill_with"),
];
