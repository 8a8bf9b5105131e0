// HeidelTime over texts: English news, its own tokenizer, no part-of-speech tagger.
//
//   java -cp JARS HeidelTimeDates.java TEXTS
//
// TEXTS: texts between form feeds. Prints seconds of processor time, all threads of the machine counted, and
// what was found. Timed is the second pass over the texts: in the first one the virtual machine compiles.
import com.sun.management.OperatingSystemMXBean;
import de.unihd.dbs.heideltime.standalone.Config;
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.logging.LogManager;

class HeidelTimeDates {
  /** What config.props of the standalone version says; the jar has none. */
  private static Properties properties() {
    Properties properties = new Properties();
    for (String type : List.of("Date", "Duration", "Set", "Time")) {
      properties.setProperty("consider" + type, "true");
      properties.setProperty("uimaVar" + type, type);
    }
    properties.setProperty("considerTemponym", "false");
    properties.setProperty("uimaVarTemponym", "Temponym");
    properties.setProperty("uimaVarLanguage", "Language");
    properties.setProperty("uimaVarTypeToProcess", "Type");
    properties.setProperty("typeSystemHome", "desc/type/HeidelTime_TypeSystem.xml");
    properties.setProperty("typeSystemHome_DKPro", "desc/type/DKPro_TypeSystem.xml");
    return properties;
  }

  public static void main(String[] arguments) throws Exception {
    String[] texts = Files.readString(Path.of(arguments[0])).split("\f");
    LogManager.getLogManager().reset();  // it logs every document
    Config.setProps(properties());
    var tagger = new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, null, POSTagger.NO);
    Date published = Date.from(Instant.parse("2019-10-11T00:00:00Z"));
    var clock = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (boolean warm : new boolean[] {false, true}) {
      int expressions = 0;
      long begin = clock.getProcessCpuTime();
      for (String text : texts) expressions += tagger.process(text, published).split("<TIMEX3 ", -1).length - 1;
      double seconds = (clock.getProcessCpuTime() - begin) / 1e9;
      if (warm) System.out.println(seconds + "\t" + expressions + " time expressions");
    }
  }
}
