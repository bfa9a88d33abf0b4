using System.Globalization;
using System.Text;
using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Engine.Schema;
using Funding.Host.Hosting;
using Funding.Host.Importing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Funding.Host.Tests.Importing;

/// <summary>Files that cannot be imported, on a database each: every bad row told, nothing stored. Cost: a database each.</summary>
[Collection(PostgresTests.Name)]
public sealed class BadFiles(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Header = "regionCode,regionName,year,total,fungible,ringFenced,source";
    private const string Good = "84,Auvergne-Rhône-Alpes,2022,100.00,90.00,10.00,A-1";
    private const string CptsHeader = "name,regionCode,departmentCode,communes,population,siret,contact,effectiveDate,reference";
    private TestDatabase database = null!;
    private RuntimeDatabase runtime = null!;
    private ServiceProvider provider = null!;

    public async Task InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync();
        await using (var owner = NpgsqlDataSource.Create(database.OwnerConnectionString)) await Migrator.MigrateAsync(owner, "funding_app", CancellationToken.None);
        runtime = RuntimeDatabase.Open(database.RuntimeConnectionString);
        var clock = await SimulatedClock.StartAsync(runtime.Source, new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), CancellationToken.None);
        provider = new ServiceCollection().AddLogging().AddFundingEngine(new BuiltInEngine(), runtime, clock, RuleSettings.Default).AddFundingImports().BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await runtime.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("columns that are not ours", "region,total\n84,1", 1, "regionCode")]
    [InlineData("a column too many", $"{Header},colour\n{Good},red", 1, "colour")]
    [InlineData("a column twice", $"{Header},year\n{Good},2022", 1, "year")]
    [InlineData("a row twice", $"{Header}\n{Good}\n{Good}", 3, "ligne 2")]
    [InlineData("the same reference with other figures", $"{Header}\n{Good}\n84,x,2022,101.00,91.00,10.00,A-1", 3, "A-1")]
    [InlineData("a field too many", $"{Header}\n{Good}\n{Good},5", 3, "mal formée")]
    [InlineData("an unclosed quote", $"{Header}\n{Good}\n11,\"Île-de-France,2022,1,1,0,B\n", 3, "guillemet")]
    [InlineData("a negative amount", $"{Header}\n{Good}\n11,x,2022,-5,-5,0,B", 3, "total")]
    [InlineData("three decimals", $"{Header}\n{Good}\n11,x,2022,1.005,1.005,0,B", 3, "décimales")]
    [InlineData("a decimal comma", $"{Header}\n{Good}\n11,x,2022,\"1,50\",\"1,50\",0,B", 3, "total")]
    [InlineData("a thousands separator", $"{Header}\n{Good}\n11,x,2022,1 000,1 000,0,B", 3, "total")]
    [InlineData("an amount that is none", $"{Header}\n{Good}\n11,x,2022,NaN,1e3,0,B", 3, "fungible")]
    [InlineData("an amount without end", $"{Header}\n{Good}\n11,x,2022,99999999999999999999999999999999999,1,0,B", 3, "total")]
    [InlineData("a year of the future", $"{Header}\n{Good}\n11,x,2999,1,1,0,B", 3, "year")]
    [InlineData("a year that is none", $"{Header}\n{Good}\n11,x,deux mille,1,1,0,B", 3, "year")]
    [InlineData("parts that do not sum", $"{Header}\n{Good}\n11,x,2022,1000,1,0,B", 3, "total")]
    [InlineData("no region and no source", $"{Header}\n{Good}\n,x,2022,1,1,0,", 3, "regionCode")]
    [InlineData("a bad row after a field of two lines", $"{Header}\n84,\"Auvergne\nRhône-Alpes\",2022,100.00,90.00,10.00,A-1\n99,x,2022,1,1,0,B", 4, "Région inconnue")]
    [InlineData("Windows line ends", $"{Header}\r\n{Good}\r\n99,x,2022,1,1,0,B\r\n", 3, "Région inconnue")]
    public async Task A_bad_notification_is_told_with_its_line(string what, string content, int line, string reason)
        => await RefusedAsync(what, Encoding.UTF8.GetBytes(content), line, reason);

    [Theory]
    [InlineData("a department of another region", "x,94,29,,100,,,,", "departmentCode")]
    [InlineData("a commune of nowhere", "x,94,2A,00000,,,,,", "communes")]
    [InlineData("communes and a population", "x,94,2A,2A004,500,,,,", "population")]
    [InlineData("a SIRET with a wrong key", "x,94,2A,,100,12345678901234,,,", "siret")]
    [InlineData("a day that does not exist", "x,94,2A,,100,,,2024-02-30,", "effectiveDate")]
    [InlineData("a day to come", "x,94,2A,,100,,,2999-01-01,", "effectiveDate")]
    [InlineData("no name", ",94,2A,,100,,,,", "name")]
    public async Task A_bad_CPTS_is_told_and_the_good_one_beside_it_is_not_stored(string what, string row, string reason)
        => await RefusedAsync(what, Encoding.UTF8.GetBytes($"{CptsHeader}\nCPTS bonne,94,2B,,200,,,2024-01-08,\n{row}\n"), 3, reason, cpts: true);

    [Theory]
    [InlineData("reference", 101)]
    [InlineData("contact", 501)]
    [InlineData("profile", 201)]
    [InlineData("name", 201)]
    public async Task A_text_is_no_longer_than_by_HTTP(string column, int length)
    {
        var row = string.Join(',', CptsHeader.Replace("communes", "profile", StringComparison.Ordinal).Split(',').Select(name => name == column ? new string('x', length) : name switch { "name" => "x", "regionCode" => "94", "departmentCode" => "2A", "population" => "100", _ => "" }));
        await RefusedAsync(column, Encoding.UTF8.GetBytes($"{CptsHeader.Replace("communes", "profile", StringComparison.Ordinal)}\n{row}\n"), 2, column, cpts: true);
    }

    [Fact]
    public async Task The_same_CPTS_twice_is_told_whatever_else_differs()
        => await RefusedAsync("same name", Encoding.UTF8.GetBytes($"{CptsHeader}\nCPTS bonne,94,2B,,200,,,2024-01-08,\nCPTS bonne,94,2A,,300,,,2024-01-08,\n"), 3, "ligne 2", cpts: true);

    [Fact]
    public async Task A_file_of_another_encoding_or_of_no_text_is_refused()
    {
        await RefusedAsync("Latin-1", Encoding.Latin1.GetBytes($"{Header}\n11,Paris,2022,1.00,1.00,0,B\n{Good}\n"), 3, "UTF-8");
        await RefusedAsync("a zip", [0x50, 0x4B, 3, 4, 0, 0, 0xFF, 0xFE], 1, "UTF-8");
        await RefusedAsync("UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{Header}\n{Good}")], 1, "UTF-8");
        await RefusedAsync("zeros", new byte[64], 1, "Colonne");
        await RefusedAsync("spaces", Encoding.UTF8.GetBytes(" \n \n"), 1, "vide");
        await RefusedAsync("a NUL in a name", Encoding.UTF8.GetBytes($"{CptsHeader}\nCPTS\0x,94,2B,,200,,,,\n"), 2, "name", cpts: true);
    }

    [Fact]
    public async Task A_BOM_semicolons_Windows_line_ends_and_quotes_are_read()
    {
        var report = await ImportAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Header}\n\"84\",\"Auvergne\",2022,100.00,90.00,10.00,\"A \"\"1\"\"\"\n".Replace(',', ';').Replace("\n", "\r\n", StringComparison.Ordinal))], cpts: false);
        report.Bad.ShouldBeEmpty();
        report.Stored.ShouldBe(1);
        (await Sql.AskAsync<string>(database.OwnerConnectionString, "select data ->> 'reference' from funding.mt_events")).ShouldBe("A \"1\"");
    }

    private async Task RefusedAsync(string what, byte[] file, int line, string reason, bool cpts = false)
    {
        var report = await ImportAsync(file, cpts);
        report.Bad.ShouldContain(bad => bad.Line == line && bad.Reason.Contains(reason, StringComparison.Ordinal), what + ": " + string.Join(" | ", report.Bad.Select(bad => bad.Line.ToString(CultureInfo.InvariantCulture) + " " + bad.Reason)));
        report.Stored.ShouldBe(0, what);
        (await Sql.AskAsync<long>(database.OwnerConnectionString, "select count(*) from funding.mt_events")).ShouldBe(0, what);
    }

    private async Task<ImportReport> ImportAsync(byte[] file, bool cpts)
    {
        await using var scope = provider.CreateAsyncScope();
        var imports = scope.ServiceProvider.GetRequiredService<FileImports>();
        return cpts ? await imports.CptsAsync(file, PersonId.System, false, null, CancellationToken.None) : await imports.EnvelopesAsync(file, PersonId.System, false, null, CancellationToken.None);
    }
}
