using Funding.Host.Api.Acts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts;

/// <summary>
/// The form of an act: what the API asks, asked in French. Its address is <c>/actes</c> and that of the act under <c>/api/v1</c>; what is
/// sent becomes the same body and is judged by the same rules.
/// </summary>
/// <param name="Pattern">The address of the act.</param>
/// <param name="Title">What is done: <c>Certifier le service fait</c>.</param>
/// <param name="Rule">The rule that the help explains: <c>R8</c>.</param>
public sealed record ActForm(string Pattern, string Title, string Rule)
{
    /// <summary>What is asked; the date, the reference and the comment of every act follow.</summary>
    public IReadOnlyList<Input> Inputs { get; init; } = [];

    /// <summary>What it leads to, in a sentence or two.</summary>
    public string? Lead { get; init; }

    /// <summary>What the fields begin with.</summary>
    public Func<ActSubject, IEnumerable<(string Pointer, string? Text)>> Defaults { get; init; } = static _ => [];

    /// <summary>Whether the page offers it: not whether it is allowed, which the rules alone say.</summary>
    public Func<ActSubject, bool> IsTimely { get; init; } = static _ => true;

    /// <summary>Whether the reference is the key of the act, and asked with its own words.</summary>
    public bool HasOwnReference { get; init; }

    /// <summary>The act of the API.</summary>
    internal ActRoute Route { get; } = ActRoutes.All.Single(route => route.Pattern == Pattern);

    /// <summary>All that is asked, in the order of the page.</summary>
    public IReadOnlyList<Input> Fields => field ??= [.. Inputs, .. CommonInputs.Of(HasOwnReference)];

    /// <summary>Where the form is.</summary>
    /// <param name="path">The parts of the address, by their names.</param>
    public string Address(params ReadOnlySpan<(string Name, string Value)> path)
    {
        var address = Pattern;
        foreach (var (name, value) in path) address = address.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        return $"/actes/{address}";
    }
}
