using Funding.Domain.Refusing;

namespace Funding.Host.Api.Bodies;

/// <summary>What is wrong with a body, gathered while it is read: its shape (400) and its values (422).</summary>
internal sealed class Findings
{
    /// <summary>How many faults of a kind are told: a body of a megabyte can hold a great many.</summary>
    public const int Most = 100;

    private readonly List<Fault> shape = [];
    private readonly List<Fault> values = [];

    /// <summary>Faults of shape: not JSON, wrong type, unknown member.</summary>
    public IReadOnlyList<Fault> Shape => shape;

    /// <summary>Faults of value, for the rules to tell with theirs.</summary>
    public IReadOnlyList<Fault> Values => values;

    public void Misshapen(string pointer, string message) => Add(shape, pointer, message);

    public void Invalid(string pointer, string message) => Add(values, pointer, message);

    private static void Add(List<Fault> faults, string pointer, string message)
    {
        if (faults.Count < Most) faults.Add(new Fault(pointer, message));
    }
}
