using System.CommandLine;
using Funding.Engine.Reading;
using Funding.Host.Exporting.Csv;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>export scdl</c>: the open data of grants.</summary>
internal static class ExportScdlVerb
{
    private const string Explanation = """
        Les données essentielles des conventions de subvention (SCDL « subventions » v2.1.1, CSV) : une ligne par bénéficiaire, convention et exercice
        au-dessus de 23 000 €. Le SIRET de chaque ARS vient des réglages (Funding__Scdl__Grantors__84__Siret). Ce qui ne peut pas être une ligne est dit
        avec son motif, et le code de sortie n'est alors pas 0.
        """;

    public static Command Make() => ExportFiles.Make("scdl", Explanation, [ExportFiles.Region, ExportFiles.Year], async (session, parsed, moment, stream, cancellation) =>
    {
        var query = new DossierQuery(parsed.GetValue(ExportFiles.Region));
        var file = await session.Get<ScdlExport>().FileAsync(query, parsed.GetValue(ExportFiles.Year), moment, cancellation);
        var count = await CsvOut.WriteAsync(stream, ScdlSchema.Fields.Select(field => field.Name), file.Rows.ToAsyncEnumerable(), null, cancellation);
        foreach (var left in file.LeftOut)
            await Console.Error.WriteLineAsync($"{left.Convention.Cpts.State.Name.Latest}, convention {left.Convention.Reference} de {left.Convention.BudgetYear} : {string.Join(" ", left.Obstacles)}");
        return (file.LeftOut.Count == 0 ? 0 : 1, $"{French.Count(count, "ligne")}, {French.Count(file.LeftOut.Count, "convention")} de côté");
    });
}
