using Funding.Domain;
using Funding.Domain.Tariffs;

namespace Funding.Host.Tests.Api;

public sealed class TariffTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Cells = "/api/v1/aci-tariffs/aci-avenant-2/cells";

    [Fact]
    public async Task An_entry_is_read_with_its_cell()
    {
        var answer = await host.Post(Cells, """{"cell":{"class":2,"item":"access","part":"variable"},"amount":12345.67,"reference":"JO","effectiveDate":"2024-01-15","comment":"lu"}""");

        (answer.Status, answer.Json.GetProperty("id").GetString(), answer.Headers.ContainsKey("ETag")).ShouldBe((200, "aci-avenant-2", false));
        host.Acts.TariffCommand.ShouldBe(new EnterTariffCell("aci-avenant-2", new(2, TariffItem.Access, MissionPart.Variable), Money.Euros(12_345.67m), "JO")
        {
            EffectiveDate = new(2024, 1, 15), Comment = new SealedText("lu", "comment:2"),
        });
    }

    [Fact]
    public async Task Faults_are_told_where_they_are()
        => (await host.Post(Cells, """{"cell":{"item":"plafond","part":"half"},"amount":0.001}""")).Pointers.ShouldBe(["/cell/item", "/cell/part", "/cell/class", "/amount", "/reference"], ignoreOrder: true);

    [Theory]
    [InlineData("/api/v1/aci-tariffs/a%20b")]
    [InlineData("/api/v1/aci-tariffs/aci-unknown")]
    public async Task An_address_that_names_no_tariff_is_not_found(string path)
    {
        var answer = await host.Get(path);
        (answer.Status, answer.Slug).ShouldBe((404, "not-found"));
    }

    [Theory]
    [InlineData("ars-officer")]
    [InlineData("am-accountant")]
    [InlineData("auditor")]
    [InlineData("admin")]
    public async Task Every_role_reads_the_tables_with_the_source_of_each_amount(string role)
    {
        var items = (await host.Get("/api/v1/aci-tariffs?asOf=2024-02-01T08:00:00Z", host.Token(role))).Json.GetProperty("items");

        items.EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldBe(["aci-b", "aci-a"]);
        host.Tariffs.At!.AsOf.ShouldBe(new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero));
        var table = items[0].GetProperty("sizeClasses")[0];
        table.GetProperty("functioning").GetProperty("source").GetProperty("actorName").GetString().ShouldBe("Système");
        table.GetProperty("ceiling").EnumerateObject().ShouldBeEmpty("an empty cell says nothing");
        var entered = table.GetProperty("missions").GetProperty("access").GetProperty("fixed");
        entered.GetProperty("amount").GetDecimal().ShouldBe(2_000.5m);
        entered.TryGetProperty("entries", out _).ShouldBeFalse();
        var source = entered.GetProperty("source");
        (source.GetProperty("version").GetInt64(), source.GetProperty("reference").GetString(), source.GetProperty("effectiveDate").GetString(), source.GetProperty("actorName").GetString(), source.GetProperty("comment").GetString())
            .ShouldBe((3, "JO 2024", "2024-01-15", "A. Martin", "lu"));
    }

    [Fact]
    public async Task One_tariff_tells_all_that_was_entered_in_a_cell()
    {
        var cell = (await host.Get("/api/v1/aci-tariffs/aci-b")).Json.GetProperty("sizeClasses")[0].GetProperty("missions").GetProperty("access").GetProperty("fixed");
        cell.GetProperty("entries").EnumerateArray().Select(entry => (entry.GetProperty("amount").GetDecimal(), entry.GetProperty("source").GetProperty("version").GetInt64()))
            .ShouldBe([(1_000m, 2), (2_000.5m, 3)]);
    }
}
