using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>The entries behind a figure.</summary>
public sealed record EntriesModel
{
    /// <summary>From where in time.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>Which entries.</summary>
    public required EntryQuery Asked { get; init; }

    /// <summary>The form, as it was filled in.</summary>
    public required AskedFields Fields { get; init; }

    /// <summary>The entries; null when the form could not be read.</summary>
    public OpenedEntries? Found { get; init; }

    /// <summary>The CPTS that they are about.</summary>
    public IReadOnlyDictionary<Guid, CptsSubject> Cpts { get; init; } = new Dictionary<Guid, CptsSubject>();

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    internal bool Synthetic => Cpts.Values.Any(it => it.Synthetic);

    /// <summary>What is counted: the figure that was asked for, or each kind by itself.</summary>
    internal Money Total(Figure figure) => figure.In(Found!.Sum.Total);

    internal bool IsFirst => Fields.Shown("after") is null;

    /// <summary>The address of another page of the same entries, or of the same entries as a file.</summary>
    internal string Address(string path, string? after)
        => Links.To(path, Moment, [.. Fields.Written.Where(it => it.Name is not ("asOf" or "effectiveOn" or "after")), ("after", after)]);

    /// <summary>The address of the same entries, now.</summary>
    internal string Present => (this with { Moment = new MomentQuestion(Funding.Engine.Reading.Moment.Now, Moment.Zone) }).Address("/ecritures", null);

    /// <summary>Which entries, in words.</summary>
    internal string Words => string.Join(", ", new[]
    {
        Asked.Kind is { } figure ? Labels.Of(figure) : null,
        Asked.Source is { } source ? Labels.Of(source) : null,
        Asked.RegionCode is { } region ? Reference.FindRegion(region)?.Name : null,
        Asked.BudgetYear is { } year ? $"exercice {year}" : null,
        Asked.CptsId is { } cpts ? Cpts.GetValueOrDefault(cpts)?.Name ?? $"CPTS {cpts}" : null,
        Asked.CommitmentId is { } commitment ? $"engagement {commitment}" : null,
        Asked.Instalment is { } instalment ? $"échéance {instalment}" : null,
        Asked.RecoveryId is { } recovery ? $"titre de recette {recovery}" : null,
        Asked.Position is { } position ? $"événement n° {French.Of(position)}" : null,
        Asked.From is { } from ? $"actes du {French.Of(from)} au plus tôt" : null,
        Asked.To is { } to ? $"actes du {French.Of(to)} au plus tard" : null,
    }.OfType<string>());
}
