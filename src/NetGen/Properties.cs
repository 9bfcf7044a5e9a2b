using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("NetGen.Tests")]
[assembly: InternalsVisibleTo("NetGen.Conformance.Runner")]
[assembly: InternalsVisibleTo("netgen-tool")]
[assembly: InternalsVisibleTo("NetGen.Tool.Tests")]
