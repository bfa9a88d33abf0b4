namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>
/// What <see cref="Life"/> must tell, and to whom, written by hand after LIFECYCLE section 8 and the rule of each deadline. Of one
/// moment, acts come before reminders; the last day named is the one that a message is about.
/// </summary>
internal static class ExpectedMessages
{
    private const string Ars = "ars-officer";
    private const string ArsPay = "ars-accountant";
    private const string Am = "am-officer";
    private const string AmPay = "am-accountant";
    private const string Cpts = "cpts";

    private static readonly string[] Fir = [Ars, ArsPay];
    private static readonly string[] Aci = [Am, AmPay];

    public static IReadOnlyList<Expected> All { get; } =
    [
        // 50 000 €, 82 000 €, then 97 000 € of an envelope of 100 000 €; an instalment is told of 30 days before.
        Words.Granted("2020-01-20T09", "g1", 50_000, Cpts, ArsPay),
        Words.Due("2020-01-21T09", "g1/1", 20_000, "2020-02-20", Fir),
        Words.Granted("2020-01-21T10", "g2", 32_000, Cpts, ArsPay),
        Words.Envelope("2020-01-21T10", 80, 18_000, Ars),
        Words.Granted("2020-01-27T09", "g3", 15_000, Cpts, ArsPay),
        Words.Envelope("2020-01-27T09", 95, 3_000, Ars),

        // The payment is refused on the due day: overdue the day after.
        Words.Refused("2020-02-20T09", "g1/1", 20_000, Ars),
        Words.Overdue("2020-02-21T09", "g1/1", 20_000, "2020-02-20", Fir),

        // Two months from 2 March are over with 2 May; fifteen days are left at the beginning of 18 April.
        Words.Submitted("2020-03-02T09", by: "2020-05-02", Ars),
        Words.DeemedNear("2020-04-18T09", "2020-05-03", by: "2020-05-02", Ars),
        Words.Due("2020-04-29T09", "g3/1", 15_000, "2020-05-29", Fir),
        Words.Validated("2020-05-03T09", Am, Ars, Cpts),
        Words.Overdue("2020-05-30T09", "g3/1", 15_000, "2020-05-29", Fir),
        Words.Due("2020-05-31T09", "g1/2", 30_000, "2020-06-30", Fir),

        // Functioning of the first year is due on the day of the signature (R18).
        Words.Signed("2020-06-15T09", Cpts, Am, AmPay, Ars),
        Words.Due("2020-06-15T09", "aci-1-y1-functioning/1", 60_000, "2020-06-15", Aci),
        Words.Due("2020-11-15T09", "g2/1", 32_000, "2020-12-15", Fir),
        Words.Recovery("2021-02-10T09", "g2", 12_000, ArsPay, Cpts),

        // Twelve months after the signature to start, twenty-four to be deployed (R21): late the day after.
        Words.Late("2021-06-16T09", "2021-06-15", Am, Cpts),

        // Year 2 opens, year 1 is to be assessed; 75 % of 60 000 € are due that day and paid a day late, balances wait for the assessment.
        Words.Assess("2021-07-01T09", 1, "2021-07-01", Am, Cpts),
        Words.Due("2021-07-01T09", "aci-1-y2-functioning/1", 45_000, "2021-07-01", Aci),
        Words.Overdue("2021-07-02T09", "aci-1-y2-functioning/1", 45_000, "2021-07-01", Aci),
        Words.Due("2021-07-02T10", "aci-1-y1-access-variable/1", 8_000, "2021-07-02", Aci),
        Words.Late("2022-06-16T09", "2022-06-15", Am, Cpts),

        // Year 3; year 2 is assessed the same day, which sets its balance free.
        Words.Assess("2022-07-01T09", 2, "2022-07-01", Am, Cpts),
        Words.Due("2022-07-01T09", "aci-1-y3-functioning/1", 45_000, "2022-07-01", Aci),
        Words.Due("2022-07-01T10", "aci-1-y2-access-variable/1", 10_000, "2022-07-01", Aci),
        Words.Due("2022-07-01T10", "aci-1-y2-functioning/2", 15_000, "2022-07-01", Aci),

        // Year 4; year 3 is assessed two days late: its balance is overdue then, and was not before (R19).
        Words.Assess("2023-07-01T09", 3, "2023-07-01", Am, Cpts),
        Words.Due("2023-07-01T09", "aci-1-y4-functioning/1", 45_000, "2023-07-01", Aci),
        Words.Overdue("2023-07-03T09", "aci-1-y3-functioning/2", 15_000, "2023-07-01", Aci),

        // What is unpaid of 2020 is barred on 1 January 2024 (R7): told 90 days before.
        Words.BarNear("2023-10-03T09", "g3", 15_000, "2024-01-01", by: "2023-12-31", Ars, Cpts),

        // Year 5, and the end: the last day is 30 June 2025.
        Words.Assess("2024-07-01T09", 4, "2024-07-01", Am, Cpts),
        Words.Due("2024-07-01T09", "aci-1-y5-functioning/1", 45_000, "2024-07-01", Aci),
        Words.Due("2024-07-01T10", "aci-1-y4-functioning/2", 15_000, "2024-07-01", Aci),
        Words.TermEndNear("2024-12-30T09", "2025-06-30", Am, Ars, Cpts),
        Words.Assess("2025-07-01T09", 5, "2025-07-01", Am, Cpts),
        Words.Due("2025-07-01T10", "aci-1-y5-functioning/2", 15_000, "2025-07-01", Aci),

        // After the end, a rebuild and another start: only what was done since.
        Words.Recovery("2026-07-01T09", "aci-1-y5-functioning", 1_000, AmPay, Cpts),
    ];

    /// <summary>What a role reads, in order.</summary>
    public static IEnumerable<Message> For(string role) => All.Where(it => it.Roles.Contains(role)).Select(it => it.Message);
}

/// <summary>A message, and the roles that it addresses.</summary>
internal sealed record Expected(Message Message, string[] Roles);
