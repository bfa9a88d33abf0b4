using System.Reflection;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using JasperFx.RuntimeCompiler;

namespace Funding.Marten;

/// <summary>
/// Compiles the code that Wolverine generates, each text once in a process: JasperFx's own reads the metadata of a hundred assemblies anew for each
/// handler of each host, some 70 MB that only a finalizer gives back.
/// </summary>
internal sealed class Compiler : IAssemblyGenerator
{
    private static readonly Lock Turn = new();
    private static readonly AssemblyGenerator Shared = Begin();
    private static readonly Dictionary<string, Assembly> Known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? AssemblyName { get; set; }

    /// <inheritdoc/>
    public void ReferenceAssembly(Assembly assembly)
    {
        lock (Turn) Shared.ReferenceAssembly(assembly);
    }

    /// <inheritdoc/>
    public void ReferenceAssemblyContainingType<T>() => ReferenceAssembly(typeof(T).Assembly);

    /// <inheritdoc/>
    public Assembly Generate(Action<ISourceWriter> write)
    {
        using var writer = new SourceWriter();
        write(writer);
        return Generate(writer.Code());
    }

    /// <inheritdoc/>
    public Assembly Generate(string code)
    {
        lock (Turn)
            return Known.TryGetValue(code, out var known) ? known : Known[code] = Shared.Generate(code);
    }

    /// <inheritdoc/>
    public void Compile(GeneratedAssembly generatedAssembly, IServiceVariableSource? services = null) => Compile(generatedAssembly, services, out _);

    /// <inheritdoc/>
    public void Compile(GeneratedAssembly generatedAssembly, IServiceVariableSource? services, out string code)
    {
        code = generatedAssembly.GenerateCode(services);
        foreach (var assembly in generatedAssembly.Rules.Assemblies.Concat(generatedAssembly.AllReferencedAssemblies()).Concat(generatedAssembly.GeneratedTypes.SelectMany(type => type.AssemblyReferences())).Distinct())
            ReferenceAssembly(assembly);
        generatedAssembly.AttachAssembly(Generate(code));
    }

    private static AssemblyGenerator Begin()
    {
        var generator = new AssemblyGenerator();
        generator.ReferenceAssembly(typeof(AssemblyGenerator).Assembly);
        generator.ReferenceAssembly(typeof(Task).Assembly);
        return generator;
    }
}
