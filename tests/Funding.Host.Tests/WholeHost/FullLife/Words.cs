using System.Globalization;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>Messages by hand: of each kind what it is about and its one line of French.</summary>
internal static class Words
{
    private static readonly string[] Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    public static Expected Granted(string at, string id, int euros, params string[] to) => About(at, "fir-grant-awarded", $"{id} € {euros}", at[..10], $"Subvention du FIR de {Euros(euros)}", to);

    public static Expected Due(string at, string instalment, int euros, string on, params string[] to)
        => About(at, "instalment-due", $"{instalment} € {euros}", on, $"Échéance du {Day(on)}, {Euros(euros)}", to);

    public static Expected Overdue(string at, string instalment, int euros, string on, params string[] to)
        => About(at, "instalment-overdue", $"{instalment} € {euros}", on, $"Échéance dépassée depuis le {Day(on)}, {Euros(euros)}", to);

    public static Expected Refused(string at, string instalment, int euros, params string[] to)
        => About(at, "payment-refused", $"{instalment} € {euros}", at[..10], $"Paiement refusé par l’agent comptable, {Euros(euros)}", to);

    public static Expected Recovery(string at, string id, int euros, params string[] to)
        => About(at, "recovery-ordered", $"{id} € {euros}", at[..10], $"Reversement de {Euros(euros)} demandé", to);

    public static Expected Submitted(string at, string by, params string[] to) => By(by, About(at, "health-project-submitted", "", at[..10], "Projet de santé déposé", to));

    public static Expected DeemedNear(string at, string on, string by, params string[] to)
        => By(by, About(at, "deemed-validation-near", "", on, $"Validation réputée acquise le {Day(on)}", to));

    public static Expected Validated(string at, params string[] to) => About(at, "health-project-validated", "", at[..10], "Projet de santé validé", to);

    public static Expected Signed(string at, params string[] to) => About(at, "aci-contract-signed", "contract 1", at[..10], "Contrat ACI signé", to);

    public static Expected Late(string at, string on, params string[] to)
        => About(at, "mission-late", "contract 1 prevention", on, "Mission « prévention » en retard", to);

    public static Expected Assess(string at, int year, string on, params string[] to)
        => About(at, "assessment-due", $"contract 1 year {year}", on, $"Dialogue de gestion de l’année {year} à tenir", to);

    public static Expected TermEndNear(string at, string on, params string[] to) => About(at, "term-end-near", "contract 1", on, $"Fin du contrat ACI le {Day(on)}", to);

    public static Expected BarNear(string at, string id, int euros, string on, string by, params string[] to)
        => By(by, About(at, "bar-near", $"{id} € {euros}", on, $"Prescription le {Day(on)} de {Euros(euros)}", to));

    public static Expected Envelope(string at, int percent, int left, params string[] to)
        => new(new Message(at, $"envelope-at{percent}", $"envelope 2020 € {left}", at[..10]) { Title = $"Enveloppe FIR 2020 engagée à {percent} % : Auvergne-Rhône-Alpes" }, to);

    private static Expected About(string at, string kind, string key, string on, string title, string[] to) => new(new Message(at, kind, key, on) { Title = $"{title} : {Life.Name}" }, to);

    private static Expected By(string by, Expected it) => it with { Message = it.Message with { By = by } };

    private static string Day(string day) => day.Split('-') is [var year, var month, var number]
        ? $"{(number == "01" ? "1er" : number.TrimStart('0'))} {Months[int.Parse(month, CultureInfo.InvariantCulture) - 1]} {year}" : throw new FormatException(day);

    private static string Euros(int euros) => $"{euros / 1000} {euros % 1000:000},00 €";
}
