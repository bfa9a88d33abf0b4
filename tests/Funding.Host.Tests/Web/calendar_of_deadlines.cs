using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Domain.Rights;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Tests.Web.Rights;
using Funding.Host.Web.Pages;

namespace Funding.Host.Tests.Web;

/// <summary>Unit, and the store (PostgreSQL) for the page. What falls due, as a calendar beside the list.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class calendar_of_deadlines(PostgresFixture postgres)
{
    [Theory]
    [InlineData("2027-02-01", "1-7 8-14 15-21 22-28")] // a month of four whole weeks
    [InlineData("2027-08-01", "1-1 2-8 9-15 16-22 23-29 30-31")] // one that begins on a Sunday
    [InlineData("2028-02-01", "1-6 7-13 14-20 21-27 28-29")] // a leap year
    public void weeks_go_from_monday_to_sunday_and_hold_every_day_of_the_month_once(string first, string expected)
    {
        var weeks = new CalendarMonth(DateOnly.Parse(first, CultureInfo.InvariantCulture), new Dictionary<DateOnly, int>()).Weeks.ToList();
        weeks.ShouldAllBe(week => week.Length == 7);
        weeks.SelectMany(week => week.Index()).ShouldAllBe(it => it.Item == null || it.Item.Value.DayOfWeek == (DayOfWeek)((it.Index + 1) % 7));
        string.Join(' ', weeks.Select(week => $"{week.First(day => day != null)!.Value.Day}-{week.Last(day => day != null)!.Value.Day}")).ShouldBe(expected);
    }

    [Fact]
    public void what_is_overdue_stands_in_the_list_alone()
    {
        var months = CalendarMonth.Of([Due("2026-10-31"), Due("2026-11-22"), Due("2026-11-22"), Due("2027-03-01")]);
        months.Select(it => it.First).ShouldBe([new(2026, 11, 1), new(2027, 3, 1)]);
        months[0].Due.ShouldBe(new Dictionary<DateOnly, int> { [new(2026, 11, 22)] = 2 });
    }

    [Fact]
    public async Task each_day_counts_its_lines_and_leads_to_the_first()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        var page = (await it.PageAsync(it.Everybody.First(who => who.Role == Role.Auditor), "/echeances?within=365")).Text;
        var days = Counted().Matches(page).Select(day => (On: day.Groups["on"].Value, Due: day.Groups["due"].Value)).ToList();
        days.ShouldNotBeEmpty();
        foreach (var (on, due) in days)
        {
            var rows = Rows().Matches(page).Where(row => row.Groups["on"].Value == DateOnly.Parse(on, CultureInfo.InvariantCulture).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)).ToList();
            rows.Count.ShouldBe(int.Parse(due, CultureInfo.InvariantCulture), on);
            rows.Select(row => row.Groups["id"].Value).ShouldBe([$"jour-{on}", .. Enumerable.Repeat("", rows.Count - 1)]);
        }
    }

    private static DeadlineItem Due(string on)
        => new(new Outlook(Guid.Empty, "CPTS", "84", "69", false, default!, [], [], [], []), new Deadline(DeadlineKind.Instalment, DateOnly.Parse(on, CultureInfo.InvariantCulture)), new DateOnly(2026, 11, 22));

    [GeneratedRegex("<a href=\"#jour-(?<on>[0-9-]+)\">[0-9]+<span[^>]*>[^<]*</span><b>(?<due>[0-9]+)</b>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Counted();

    [GeneratedRegex("<tr role=\"row\"( id=\"(?<id>[^\"]*)\")?>\\s*<td role=\"cell\" class=\"day\">(?<on>[0-9/]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rows();
}
