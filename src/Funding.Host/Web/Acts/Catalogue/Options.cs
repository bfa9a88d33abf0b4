using System.Globalization;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Choices that several forms offer.</summary>
internal static class Options
{
    /// <summary>The words of an enumeration.</summary>
    public static IEnumerable<Option> Of<T>(Func<T, string> label) where T : struct, Enum => Enum.GetValues<T>().Select(it => new Option(Slug.Of(it), French.Capital(label(it))));

    /// <summary>The instalments of the commitment that pass a test; all of them when none does, for the rules to say why not.</summary>
    public static Func<ActSubject, IEnumerable<Option>> Instalments(Func<Instalment, bool> which) => subject =>
    {
        var all = subject.Commitment?.Instalments ?? [];
        var wanted = all.FindAll(it => which(it));
        return (wanted.IsEmpty ? all : wanted).Select(it => new Option(Text(it.Number), $"{it.Number} – {Labels.Of(it.Kind)}, prévue le {French.Of(it.DueOn)} : {French.Of(it.Amount)}"));
    };

    /// <summary>The budget years that have an envelope in the region, and the present one.</summary>
    public static IEnumerable<Option> Years(ActSubject subject)
        => subject.Envelopes.Select(it => it.Year).Append(subject.Today.Year).Distinct().OrderDescending().Select(year => new Option(Text(year), Text(year)));

    /// <summary>The regions where the caller acts.</summary>
    public static IEnumerable<Option> Regions(ActSubject subject)
        => subject.Reference.Regions.Where(it => subject.Caller.Covers(it.Code)).Select(it => new Option(it.Code, it.Name));

    /// <summary>The departments of the region concerned, or of all where it is still to be said.</summary>
    public static IEnumerable<Option> Departments(ActSubject subject)
        => subject.Reference.Departments.Where(it => subject.RegionCode is null || it.Region == subject.RegionCode).Select(it => new Option(it.Code, $"{it.Name} ({it.Code})"));

    /// <summary>The party that the caller speaks for.</summary>
    public static IEnumerable<Option> Party(ActSubject subject) => subject.Caller.Role switch
    {
        Role.Cpts => [Of(Domain.Cpts.Party.Cpts)],
        Role.AmOfficer => [Of(Domain.Cpts.Party.Cpam)],
        Role.ArsOfficer => [Of(Domain.Cpts.Party.Ars)],
        _ => [],
    };

    /// <summary>The missions of the tariffs.</summary>
    public static IEnumerable<Option> Missions(ActSubject subject) => Of<Mission>(Labels.Of);

    /// <summary>A number as fields and JSON write it.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An id that nothing has yet: a word and the next number.</summary>
    public static string NextId(string word, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(known.Count + 1, known.Count + 1).Prepend(1).Select(number => $"{word}-{Text(number)}").First(id => !known.Contains(id));
    }

    private static Option Of(Party party) => new(Slug.Of(party), Labels.Of(party));
}
