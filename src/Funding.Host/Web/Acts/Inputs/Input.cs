using System.Text.Json.Nodes;

namespace Funding.Host.Web.Acts.Inputs;

/// <summary>
/// A question of a form: the member of an act's body that its answer becomes. Its name in the page is the JSON pointer of that member
/// without its first slash (<c>instalments/0/amount</c>), so that a fault that the rules find stands beside the field it is about.
/// </summary>
/// <param name="Name">The member.</param>
/// <param name="Label">What is asked, in French.</param>
public abstract record Input(string Name, string Label)
{
    /// <summary>What the answer means, or may be, in French.</summary>
    public string? Help { get; init; }

    /// <summary>Whether the act cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What it becomes, or null when nothing was answered; what cannot be read is told and left out.</summary>
    /// <param name="values">What was written.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="unreadable">Told of what cannot be read: the pointer and why, in French.</param>
    public abstract JsonNode? Read(FormValues values, string pointer, Action<string, string> unreadable);

    /// <summary>The pointer of a member of what stands at another one.</summary>
    public static string Within(string pointer, string name) => pointer.Length == 0 ? name : $"{pointer}/{name}";
}

/// <summary>A question that is answered by one line or block of text.</summary>
public abstract record SingleInput(string Name, string Label) : Input(Name, Label)
{
    /// <inheritdoc/>
    public override JsonNode? Read(FormValues values, string pointer, Action<string, string> unreadable)
    {
        if (values[pointer].Trim() is not { Length: > 0 } text) return null;
        if (Parse(text) is { } node) return node;
        unreadable(pointer, Expected);
        return null;
    }

    /// <summary>What is told of an answer that cannot be read, in French.</summary>
    protected virtual string Expected => "Cette réponse n’a pas la forme attendue.";

    /// <summary>The answer as JSON; null when it cannot be read.</summary>
    protected abstract JsonNode? Parse(string text);
}
