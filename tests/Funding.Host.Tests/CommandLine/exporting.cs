using System.Text;
using Funding.Host.Tests.Exporting;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Exports without a host that serves: the views are made for the while. Cost: a server start per verb, eight of them.</summary>
public sealed class ExportingAlone : IDisposable
{
    private const string Cpts = "11111111-1111-4111-8111-111111111111";
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_was_just_imported_is_in_every_file()
    {
        (await host.RunAsync("import", "acts", Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing/earlier-system.ndjson"))).Exit.ShouldBe(0);

        var entries = await ExportAsync("entries.csv", "entries", "--source", "fir", "--kind", "paid");
        entries.Ran.Exit.ShouldBe(0, entries.Ran.Errors);
        Encoding.UTF8.GetString(entries.File!).Split("\r\n").Skip(1).SkipLast(1).Sum(line => decimal.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(42_000m);

        var book = await ExportAsync("f.xlsx", "financing", "--year", "2019");
        (book.Ran.Exit, book.File!.AsSpan(0, 2).SequenceEqual("PK"u8)).ShouldBe((0, true), book.Ran.Errors);

        var paper = await ExportAsync("d.pdf", "dossier", Cpts);
        paper.Ran.Exit.ShouldBe(0, paper.Ran.Errors);
        PdfText.PagesOf(paper.File!)[0].ShouldContain("CPTS de l’Aulne");

        var nobody = await ExportAsync("n.pdf", "dossier", Guid.NewGuid().ToString());
        (nobody.Ran.Exit, nobody.File).ShouldBe((1, null), "nothing half made is left");
        nobody.Ran.Errors.ShouldContain("Aucune CPTS de cet identifiant");

        var scdl = await ExportAsync("s.csv", "scdl", "--region", "53", "--year", "2019");
        scdl.Ran.Exit.ShouldBe(1); // no SIRET of anybody is known
        scdl.Ran.Errors.ShouldContain("CPTS de l’Aulne, convention CONV-2019-7 de 2019 : Le SIRET de l'attribuant (Agence régionale de santé Bretagne) n'est pas réglé");
        Encoding.UTF8.GetString(scdl.File!).ShouldStartWith("idSubvention,nomAttribuant,");
    }

    [Fact]
    public async Task A_published_file_is_judged_without_a_database()
    {
        var samples = Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing/scdl");
        (await host.RunAsync("import", "scdl", Path.Combine(samples, "exemple_valide.csv"), "--check")).ShouldSatisfyAllConditions(ran => ran.Exit.ShouldBe(0), ran => ran.Output.ShouldStartWith("29\u00A0lignes : aucune faute"));
        var wrong = await host.RunAsync("import", "scdl", Path.Combine(samples, "exemple_invalide_erreurs_cellules.csv"), "--check");
        wrong.Exit.ShouldBe(1);
        wrong.Errors.ShouldContain("ligne 5 : dateConvention : date attendue sous la forme AAAA-MM-JJ : « 05/12/2016 »\n");
        Directory.Exists(host.Data).ShouldBeFalse();
    }

    private async Task<(Ran Ran, byte[]? File)> ExportAsync(string name, params string[] arguments)
    {
        var ran = await host.RunAsync(["export", .. arguments, "--out", host[name]]);
        File.Exists(host[name] + ".part").ShouldBeFalse();
        return (ran, File.Exists(host[name]) ? await File.ReadAllBytesAsync(host[name]) : null);
    }
}
