using System.Text;
using Funding.Host.Importing.Scdl;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Importing;

/// <summary>The publishers' example files, judged as their names say. Cost: none.</summary>
public sealed class judging_published_files
{
    [Fact]
    public void the_valid_example_has_no_fault()
    {
        var judged = Judge("exemple_valide.csv");
        (judged.Rows.Count, judged.Bad.Count).ShouldBe((29, 0), string.Join('\n', judged.Bad));
        judged.Remarks.Select(it => (it.Line, it.Column)).ShouldBe(
        [
            (1, "idServiceInstructeur"), (1, "descriptionConditionsVersement"), (1, "dispositifAide"), // newer columns, and one that came and went
            (24, "datesPeriodeVersement"), (25, "datesPeriodeVersement"), (27, "datesPeriodeVersement"), (29, "datesPeriodeVersement"), // ends before it begins, or in a 30th month
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData(2, "pourcentageSubvention", "« 100 »")]
    [InlineData(2, "conditionsVersement", "« unique;échelonné »")]
    [InlineData(5, "dateConvention", "« 05/12/2016 »")]
    [InlineData(5, "rnaBeneficiaire", "« W3222 »")]
    [InlineData(6, "idBeneficiaire", "« 32402138500000.0 »")]
    [InlineData(6, "montant", "« 100000,1 »")]
    [InlineData(6, "notificationUE", "« no »")]
    [InlineData(7, "idAttribuant", "« 218601946 »")]
    [InlineData(8, "datesPeriodeVersement", "séparateur « _ »")]
    [InlineData(8, "notificationUE", "« yes »")]
    [InlineData(9, "idBeneficiaire", "ni SIRET ni numéro RNA")]
    [InlineData(9, "pourcentageSubvention", "« 0,5 »")]
    public void each_fault_of_the_cells_is_told_with_its_line_and_column(int line, string column, string reason)
        => Judge("exemple_invalide_erreurs_cellules.csv").Bad.ShouldContain(fault => fault.Line == line && fault.Column == column && fault.Reason.Contains(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData("23350001600041", "81223113200026", "idAttribuant")]
    [InlineData("23350001600040", "81223113200027", "idBeneficiaire")]
    public void a_SIRET_whose_key_is_wrong_is_a_fault(string grantor, string beneficiary, string column)
    {
        var file = "nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention\n"
            + $"Région,{grantor},2017-06-27,Z1,Association,{beneficiary},Aide,22000.80,aide en numéraire,échelonné,2017-12-14/2018-12-14,,non,0.8\n";
        JudgedFile.Of(Encoding.UTF8.GetBytes(file)).Bad.ShouldHaveSingleItem().ShouldBe(
            new ScdlFinding(2, column, $"SIRET attendu, 14 chiffres dont la clé est juste : « {(column == "idAttribuant" ? grantor : beneficiary)} »"));
    }

    [Fact]
    public void the_faults_of_the_columns_are_told_on_line_1_and_the_cells_are_judged_all_the_same()
    {
        var judged = Judge("exemple_invalide_erreurs_colonnes.csv");
        judged.Bad[0].ShouldBe(new ScdlFinding(1, "nomBeneficiaire", "colonne absente ; « NOM_Beneficiaire » est sans doute elle"));
        judged.Bad.ShouldContain(fault => fault.Line == 5 && fault.Column == "dateConvention");
        judged.Remarks.ShouldContain(new ScdlFinding(1, null, "l'ordre des colonnes n'est pas celui de l'arrêté du 17 novembre 2017 (annexe)"));
    }

    [Fact]
    public void a_file_of_the_first_format_is_told_what_has_changed_since()
    {
        const string File = "nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention\n"
            + "Région,23350001600040,2017-06-27,Z1,Association,81223113200026,Aide,22000.80,aide en numéraire,échelonné,2017-12-14_2018-12-14,,non,0.8\n";
        JudgedFile.Of(Encoding.UTF8.GetBytes(File)).Bad.ShouldHaveSingleItem().ShouldBe(
            new ScdlFinding(2, "datesPeriodeVersement", "« 2017-12-14_2018-12-14 » : le séparateur « _ » est celui du format Etalab v1 ; le schéma veut AAAA-MM-JJ/AAAA-MM-JJ"));
    }

    [Theory]
    [InlineData("", 1, "vide")]
    [InlineData("a,a\n1,2\n", 1, "Colonne en double")]
    [InlineData("objet\n\"jamais fermé\n", 2, "mal formée")]
    public void what_is_no_table_is_told(string file, int line, string reason)
        => JudgedFile.Of(Encoding.UTF8.GetBytes(file)).Bad.ShouldContain(fault => fault.Line == line && fault.Text.Contains(reason, StringComparison.Ordinal));

    private static JudgedFile Judge(string name) => JudgedFile.Of(File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing/scdl", name)));
}
