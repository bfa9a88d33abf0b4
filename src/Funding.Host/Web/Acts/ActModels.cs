using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Problems;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts;

/// <summary>Fields as they are shown: with what was written, and what is wrong with it.</summary>
public abstract record FieldsModel
{
    /// <summary>What the form is about, and for whom.</summary>
    public required ActSubject Subject { get; init; }

    /// <summary>What its fields hold.</summary>
    public required FormValues Values { get; init; }

    /// <summary>How many blank rows follow those that hold something.</summary>
    public IReadOnlyDictionary<string, int> MoreRows { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What is wrong with a field, or null.</summary>
    public abstract string? FaultOf(string pointer);

    /// <summary>How many rows are shown.</summary>
    public int RowsOf(RowsInput rows, string pointer)
        => Values.RowsOf(pointer) is var known && !rows.IsOpen ? known : Math.Min(RowsInput.Most, Math.Max(1, known + MoreRows.GetValueOrDefault(pointer)));
}

/// <summary>The form of an act.</summary>
public sealed record ActFormModel : FieldsModel
{
    /// <summary>The form.</summary>
    public required ActForm Form { get; init; }

    /// <summary>Where it is, as it was asked for.</summary>
    public required string Address { get; init; }

    /// <summary>Why the act was refused, or null.</summary>
    internal Problem? Problem { get; init; }

    /// <summary>What is to be said before anything else: that the form came back for another reason than a refusal.</summary>
    public string? Notice { get; init; }

    /// <summary>What happened to the dossier since the visitor read it.</summary>
    public IReadOnlyList<TimelineItem> Meanwhile { get; init; } = [];

    /// <summary>The names still known of those who acted.</summary>
    public IReadOnlyDictionary<PersonId, string> Names { get; init; } = new Dictionary<PersonId, string>();

    /// <inheritdoc/>
    public override string? FaultOf(string pointer)
        => Problem?.Errors.FirstOrDefault(fault => fault.Pointer == "/" + pointer)?.Message ?? (pointer == Concerned ? Problem!.Detail : null);

    /// <summary>The refusal's own sentences, each with the field that it is about where the form has it.</summary>
    internal IEnumerable<(string? Pointer, string Message)> Faults
        => Problem is null ? []
            : Problem.Errors.Count > 0 ? Problem.Errors.Select(fault => LabelOf(fault.Pointer) is { } label ? (fault.Pointer[1..], $"{label} : {fault.Message}") : ((string?)null, fault.Message))
            : [(Concerned, Problem.Detail)];

    /// <summary>The field that a rule's refusal is about, if the form has it: what was missing, or the number that is too large or too small.</summary>
    private string? Concerned => Problem switch
    {
        null or { Errors.Count: > 0 } => null,
        { Slug: "convention-required" } => Asked("conventionReference"),
        { Slug: "already-exists" } => Asked("paymentReference") ?? Asked("id") ?? (Form.HasOwnReference ? Asked("reference") : null),
        _ when Problem.Members.Any(member => member.Name == "requested") => Asked("amount"),
        _ => null,
    };

    private string? Asked(string name) => Form.Fields.Any(input => input.Name == name) ? name : null;

    /// <summary>What a field is called, with its row; null when the form has no such field.</summary>
    private string? LabelOf(string pointer)
    {
        var (inputs, label) = (Form.Fields, "");
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var row))
            {
                label += $" {row + 1}";
                continue;
            }

            if (inputs.FirstOrDefault(input => input.Name == part) is not { } found) return null;
            label = label.Length == 0 ? found is RowsInput rows ? rows.RowLabel : found.Label : $"{label}, {found.Label}";
            inputs = found switch { GroupInput group => group.Parts, RowsInput within => within.Columns, _ => [] };
        }

        return label.Length == 0 ? null : label;
    }
}

/// <summary>An act that stands, to be read once more before it is recorded.</summary>
public sealed record ActReviewModel
{
    /// <summary>Its form.</summary>
    public required ActForm Form { get; init; }

    /// <summary>What it is about.</summary>
    public required ActSubject Subject { get; init; }

    /// <summary>What was answered.</summary>
    public required FormValues Values { get; init; }

    /// <summary>Where the form is.</summary>
    public required string Address { get; init; }

    /// <summary>What will come of it.</summary>
    public required ActPreview Preview { get; init; }

    /// <summary>The key under which it is recorded once, however often it is sent.</summary>
    public required string Key { get; init; }

    /// <summary>What the act itself adds to the dossier: what was due goes before it.</summary>
    public IEnumerable<CptsEvent> Own => Preview.OnCpts.TakeLast(OwnCount);

    /// <summary>What falls due meanwhile, and is recorded first.</summary>
    public IEnumerable<CptsEvent> Due => Preview.OnCpts.SkipLast(OwnCount);

    /// <summary>What it says in French, whatever it is on.</summary>
    public IEnumerable<string> Sentences => Preview.OnCpts.Any() ? Own.Select(EventSentences.Of) : Preview.Events.Select(EventSentences.OfAny);

    private int OwnCount => (Preview.Outcome as ActDone)?.Answer.Events.Count ?? 0;
}
