using System.Globalization;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Notifications.Texts;

/// <summary>What a notice is about, by the names of the moment.</summary>
/// <param name="CptsId">The CPTS, or null for a region.</param>
/// <param name="CptsName">Its name, or null.</param>
/// <param name="DepartmentCode">Its department, or null.</param>
/// <param name="Synthetic">Whether it is made up.</param>
internal sealed record NoticeSubject(Guid? CptsId, string? CptsName, string? DepartmentCode, bool Synthetic);

/// <summary>What templates may put in; always all of them, empty where the notice has none.</summary>
/// <param name="Values">By the name that templates use.</param>
/// <param name="Link">Absolute address of the page that it is about.</param>
internal sealed record NoticeWords(IReadOnlyDictionary<string, object?> Values, string Link)
{
    /// <summary>The words of a notice.</summary>
    /// <param name="notice">What is told.</param>
    /// <param name="about">Of whom.</param>
    /// <param name="publicUrl">Where readers reach the pages.</param>
    public static NoticeWords Of(Notice notice, NoticeSubject about, string publicUrl)
    {
        var reference = ReferenceData.Current;
        var region = reference.FindRegion(notice.RegionCode)?.Name ?? notice.RegionCode;
        var name = OneLine(about.CptsName ?? "sans nom connu");
        var link = publicUrl.TrimEnd('/') + (about.CptsId is { } id ? $"/cpts/{id}" : string.Create(CultureInfo.InvariantCulture, $"/?budgetYear={notice.BudgetYear}"));
        return new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cpts"] = name,
            ["laCpts"] = name.StartsWith("CPTS ", StringComparison.OrdinalIgnoreCase) ? $"la {name}" : $"la CPTS «\u00A0{name}\u00A0»",
            ["region"] = region,
            ["departement"] = about.DepartmentCode is { } department ? reference.FindDepartment(department)?.Name ?? department : "",
            ["date"] = French.InWords(notice.On),
            ["avant"] = notice.By is { } by ? French.InWords(by) : "",
            ["montant"] = notice.Amount is { } amount ? French.Of(amount) : "",
            ["engagement"] = notice.CommitmentId ?? "",
            ["somme"] = SumOf(notice),
            ["financement"] = notice.Source is { } source ? Labels.Of(source) : "",
            ["exercice"] = Number(notice.BudgetYear),
            ["echeance"] = Number(notice.Instalment),
            ["contrat"] = Number(notice.Contract),
            ["annee"] = Number(notice.Year),
            ["mission"] = notice.Mission is { } mission ? Labels.Of(mission) : "",
            ["deploiement"] = notice.Deployment == true,
            ["lien"] = link,
            ["dossier"] = about.CptsId is not null,
            ["destinataires"] = Enumerated([.. notice.Roles.Select(To)]),
            ["portee"] = about.CptsId is null ? region : $"{name}, {region}",
            ["synthetique"] = about.Synthetic,
        }, link);
    }

    /// <summary>« part fixe « accès aux soins », année 2 du contrat 1, échéance 1 », « engagement fir-1, échéance 2 ».</summary>
    private static string SumOf(Notice it)
    {
        var what = it.Line is { } line ? InSentence(CommitmentNames.Of(line, it.Mission, it.Year ?? 0, it.Contract ?? 0)) : it.CommitmentId is { } id ? $"engagement {id}" : "";
        return it.Instalment is { } number ? string.Create(CultureInfo.InvariantCulture, $"{what}, échéance {number}") : what;
    }

    private static string To(Role role) => role switch
    {
        Role.ArsOfficer => "aux agents de l’ARS",
        Role.ArsAccountant => "à l’agent comptable de l’ARS",
        Role.AmOfficer => "aux agents de l’Assurance maladie",
        Role.AmAccountant => "à l’agent comptable de l’Assurance maladie",
        Role.Cpts => "à la CPTS",
        _ => Slug.Of(role),
    };

    private static string InSentence(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Enumerated(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} et {items[^1]}";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A name may end in a header of a message: it never breaks the line, nor turns the direction of what stands after it, amounts and dates among it.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || BreaksOrTurns(letter) ? ' ' : letter)).Trim();

    private static bool BreaksOrTurns(char letter) => letter is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
