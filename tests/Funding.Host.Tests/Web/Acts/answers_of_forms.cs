using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Inputs;
using Microsoft.Extensions.Primitives;

namespace Funding.Host.Tests.Web.Acts;

/// <summary>What is written in a form, and the body that it becomes. No I/O.</summary>
public sealed class answers_of_forms
{
    private static readonly RowsInput Instalments = new("instalments", "Échéances", [new DateInput("dueOn", "Prévue le"), new MoneyInput("amount", "Montant")], "Échéance");

    [Theory]
    [InlineData("45 000,50", "45000.50")]
    [InlineData("45\u202F000,50\u202F€", "45000.50")]
    [InlineData("45\u00A0000", "45000")]
    [InlineData("0045,5", "45.5")]
    [InlineData("0,05", "0.05")]
    [InlineData("−12,30", "-12.30")]
    [InlineData("1,005", "1.005")] // three decimals are passed on, for the rules to refuse: nothing is rounded
    public void amounts_are_read_as_they_are_written_in_French(string written, string json) => Read(new MoneyInput("amount", ""), written).ShouldBe((json, null));

    [Theory]
    [InlineData("1.234,56")]
    [InlineData("douze")]
    [InlineData("12,")]
    [InlineData("1e3")]
    [InlineData("--1")]
    public void what_is_no_amount_is_told_and_left_out(string written) => Read(new MoneyInput("amount", ""), written).ShouldBe((null, "Un montant en euros est attendu, par exemple 45 000,00."));

    [Theory]
    [InlineData("82,5", "0.825")]
    [InlineData("100 %", "1")]
    [InlineData("0", "0")]
    [InlineData("33,333", "0.33333")]
    public void rates_are_asked_in_percent(string written, string json) => Read(new RateInput("achievedRate", ""), written).ShouldBe((json, null));

    [Theory]
    [InlineData("2024-02-01", "\"2024-02-01\"")]
    [InlineData("1/2/2024", "\"2024-02-01\"")]
    [InlineData("31/02/2024", "\"31/02/2024\"")] // no such day: the rules say so
    public void days_are_read_from_a_date_field_and_by_hand(string written, string json) => Read(new DateInput("dueOn", ""), written).ShouldBe((json, null));

    [Fact]
    public void blank_rows_are_left_out_and_the_others_move_up()
    {
        var values = Values(("instalments/0/dueOn", ""), ("instalments/0/amount", " "), ("instalments/3/dueOn", "2024-05-01"), ("instalments/3/amount", "5,00"));
        values.RowsOf("instalments").ShouldBe(1);
        Instalments.Read(values, "instalments", Never)!.ToJsonString().ShouldBe("""[{"dueOn":"2024-05-01","amount":5.00}]""");
    }

    [Fact]
    public void no_row_at_all_is_no_answer() => Instalments.Read(Values(), "instalments", Never).ShouldBeNull();

    [Fact]
    public void fields_that_no_question_asks_are_not_taken_over()
        => Values(("instalments/0/other", "x"), ("role", "admin")).All.ShouldBeEmpty();

    private static FormValues Values(params (string Name, string Text)[] sent) => FormValues.Read([Instalments], sent.Select(it => KeyValuePair.Create(it.Name, new StringValues(it.Text))));

    private static (string? Json, string? Told) Read(Input input, string written)
    {
        string? told = null;
        var json = input.Read(FormValues.Of([(input.Name, written)]), input.Name, (_, why) => told = why)?.ToJsonString();
        return (json, told);
    }

    private static void Never(string pointer, string why) => Assert.Fail($"{pointer}: {why}");
}
